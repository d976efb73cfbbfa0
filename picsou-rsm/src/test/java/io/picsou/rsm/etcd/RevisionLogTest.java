package io.picsou.rsm.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etcd.jetcd.api.Event;
import io.etcd.jetcd.api.KeyValue;
import io.picsou.core.entry.Entry;
import io.picsou.rsm.RsmException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RevisionLogTest {
  private static RevisionLog log(long after, String... settings) {
    return new RevisionLog(ReaderRun.config("a:1", settings), after);
  }

  private static RevisionEvents revision(long revision, String... keys) {
    return new RevisionEvents(
        revision,
        Stream.of(keys)
            .map(key -> KeyValue.newBuilder().setKey(EtcdClient.bytes(key)))
            .map(kv -> Event.newBuilder().setKv(kv).build())
            .toList());
  }

  private static List<String> keys(Entry entry) {
    return EtcdRevision.decode(entry.payload()).operations().stream()
        .map(operation -> operation.key().toStringUtf8())
        .toList();
  }

  @Test
  void countsFromTheBase() {
    RevisionLog log = log(7, "etcd.base.revision", "100");
    assertThat(log.cursor()).isEqualTo(108);
    assertThat(log.next(revision(108, "a")).sequence()).isEqualTo(8);
    assertThat(log.next(revision(109, "a")).sequence()).isEqualTo(9);
    assertThat(log(0).cursor()).as("the first write of a new cluster").isEqualTo(2);
  }

  @Test
  void aMissingRevisionIsAnErrorAndStaysOne() {
    RevisionLog log = log(0);
    log.next(revision(2, "a"));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> log.next(revision(4, "a")))
          .isInstanceOfSatisfying(RsmException.class, e -> assertThat(e.retriable()).isFalse())
          .hasMessageContaining("from revision 2 to 4");
    }
  }

  @Test
  void aFilteredRevisionIsAnEmptyEntry() {
    RevisionLog log = log(0, "etcd.include.prefixes", "app/");
    assertThat(keys(log.next(revision(2, "x", "app/1", "y", "app/0"))))
        .containsExactly("app/1", "app/0");
    assertThat(keys(log.next(revision(3, "x")))).isEmpty();
    assertThat(log.cursor()).isEqualTo(4);
  }

  @Test
  void whatAnApplierWroteIsEmptyUnlessForwarded() {
    RevisionEvents applied = revision(2, "a", "picsou/applied/x");
    assertThat(keys(log(0).next(applied))).isEmpty();
    assertThat(keys(log(0, "etcd.forward.applied", "true").next(applied))).containsExactly("a");
    assertThat(keys(log(0, "etcd.applied.prefix", "other/").next(applied))).hasSize(2);
  }
}
