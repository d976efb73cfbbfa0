package io.picsou.rsm.etcd;

import static io.picsou.rsm.etcd.EtcdClient.deleteOp;
import static io.picsou.rsm.etcd.EtcdClient.putOp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etcd.jetcd.api.RequestOp;
import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.RsmException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One target cluster for all tests; each uses a log, and so a progress key, of its own. */
class EtcdApplierIT {
  @TempDir static Path directory;
  private static EtcdCluster cluster;
  private static EtcdClient client;

  @BeforeAll
  static void start() {
    cluster = EtcdCluster.start(directory, 1);
    client = new EtcdClient(cluster.endpoint(0));
  }

  @AfterAll
  static void stop() {
    client.close();
    cluster.close();
  }

  private static EtcdApplier open(String rsm) throws InterruptedException {
    return EtcdApplier.open(ReaderRun.config(cluster.endpoint(0)), rsm);
  }

  private static Frame frame(long first, List<EtcdRevision> revisions) {
    List<Entry> entries = new ArrayList<>();
    for (EtcdRevision revision : revisions) {
      entries.add(Entry.of(first + entries.size(), revision.encode()));
    }
    return Frame.of(entries);
  }

  private static EtcdRevision puts(String prefix, int count) {
    return new EtcdRevision(
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    EtcdRevision.Operation.put(
                        EtcdClient.bytes(prefix + i), EtcdClient.bytes("v" + i)))
            .toList());
  }

  private static List<EtcdRevision> singles(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> puts(prefix + i + "/", 1)).toList();
  }

  private static long keys(String prefix) {
    return client.content().keySet().stream().filter(key -> key.startsWith(prefix)).count();
  }

  @Test
  void remembersWhatItAppliedTogetherWithTheData() throws InterruptedException {
    try (EtcdApplier applier = open("memory")) {
      assertThat(applier.applied()).isZero();
      applier.apply(frame(1, singles("memory/", 300)));
      assertThat(applier.applied()).as("the last ones wait").isLessThan(300);
      applier.flush();
      assertThat(applier.applied()).isEqualTo(300);
    }
    long revision = client.revision();
    try (EtcdApplier applier = open("memory")) {
      assertThat(applier.applied()).isEqualTo(300);
      applier.apply(frame(1, singles("memory/", 300)));
      applier.flush();
    }
    assertThat(client.revision()).as("nothing was applied again").isEqualTo(revision);
    assertThat(client.content()).containsEntry("picsou/applied/memory", "300");
    assertThat(keys("memory/")).isEqualTo(300);
  }

  @Test
  void appliesTransactionsOfAnySizeWhole() throws InterruptedException {
    try (EtcdApplier applier = open("large")) {
      for (int size : new int[] {127, 128, 129, 3000}) {
        long before = client.revision();
        applier.apply(frame(applier.applied() + 1, List.of(puts("large/" + size + "/", size))));
        applier.flush();
        assertThat(client.revision()).isEqualTo(before + 1);
        assertThat(keys("large/" + size + "/")).isEqualTo(size);
      }
    }
  }

  @Test
  void keepsTheOrderOfChangesToOneKey() throws InterruptedException {
    List<EtcdRevision> revisions = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      revisions.add(one("order/x", "v" + i));
      revisions.add(one("order/y", i % 2 == 0 ? "here" : null));
      revisions.add(new EtcdRevision(List.of()));
    }
    try (EtcdApplier applier = open("order")) {
      applier.apply(frame(1, revisions));
      applier.flush();
      assertThat(applier.applied()).isEqualTo(150);
    }
    assertThat(client.content()).containsEntry("order/x", "v49").doesNotContainKey("order/y");
  }

  private static EtcdRevision one(String key, String value) {
    return new EtcdRevision(
        List.of(
            new EtcdRevision.Operation(
                EtcdClient.bytes(key), value == null ? null : EtcdClient.bytes(value))));
  }

  @Test
  void twoAppliersOfOneLogApplyItOnce() throws InterruptedException {
    try (EtcdApplier one = open("twins");
        EtcdApplier other = open("twins")) {
      long before = client.revision();
      one.apply(frame(1, List.of(one("twins/n", "1"), one("twins/n", "2"))));
      one.flush();
      other.apply(frame(1, List.of(one("twins/a", "1"))));
      other.apply(frame(2, List.of(one("twins/b", "2"), one("twins/c", "3"))));
      other.flush();
      assertThat(other.applied()).isEqualTo(3);
      assertThat(client.revision()).isEqualTo(before + 3);
      assertThat(client.content())
          .containsEntry("twins/n", "2")
          .containsEntry("twins/c", "3")
          .doesNotContainKeys("twins/a", "twins/b");
    }
  }

  @Test
  void refusesGapsAndForeignEntriesAndKeepsWhatCameBefore() throws InterruptedException {
    try (EtcdApplier applier = open("bad")) {
      applier.apply(frame(1, singles("bad/", 3)));
      assertThatThrownBy(() -> applier.apply(frame(5, singles("bad/", 1))))
          .isInstanceOf(RsmException.class)
          .hasMessageContaining("entry 5 came where entry 4 belongs");
      Entry foreign = Entry.of(4, "hello".getBytes(StandardCharsets.UTF_8));
      assertThatThrownBy(() -> applier.apply(Frame.of(List.of(foreign))))
          .hasMessageContaining("entry 4 is not an etcd revision");
      assertThat(applier.applied()).isEqualTo(3);
    }
  }

  @Test
  void noticesThatItsProgressWasTakenBack() throws InterruptedException {
    try (EtcdApplier applier = open("reset")) {
      applier.apply(frame(1, singles("reset/", 3)));
      applier.flush();
      client.delete("picsou/applied/reset");
      applier.apply(frame(4, singles("reset/", 1)));
      assertThatThrownBy(applier::flush)
          .isInstanceOf(RsmException.class)
          .hasMessageContaining("picsou/applied/reset says that entry 0");
    }
  }

  @Test
  void namesTheEntryThatIsTooLargeForTheTarget() throws InterruptedException {
    String value = "x".repeat(1 << 20);
    try (EtcdApplier applier = open("huge")) {
      EtcdRevision revision =
          new EtcdRevision(
              List.of(
                  one("huge/1", value).operations().get(0),
                  one("huge/2", value).operations().get(0)));
      applier.apply(frame(1, List.of(revision)));
      assertThatThrownBy(applier::flush)
          .hasMessageContaining("entries 1-1")
          .hasMessageContaining("--max-request-bytes");
    }
  }

  @Test
  void carriesARealLogWithTransactionsOf128Operations(@TempDir Path source)
      throws InterruptedException {
    try (EtcdCluster a = EtcdCluster.start(source, 1);
        EtcdClient writer = new EtcdClient(a.endpoint(0));
        EtcdLogReader reader = EtcdLogReader.open(ReaderRun.config(a.endpoint(0)), 0, null);
        EtcdApplier applier = open("real")) {
      List<RequestOp> all = IntStream.range(0, 128).mapToObj(i -> putOp("real/" + i, "v")).toList();
      writer.txn(all);
      writer.txn(IntStream.range(0, 64).mapToObj(i -> deleteOp("real/" + i)).toList());
      writer.put("real/0", "back");
      ReaderRun.entries(reader, 3).forEach(entry -> applyOne(applier, entry));
      Map<String, String> copy = client.content();
      copy.keySet().removeIf(key -> !key.startsWith("real/"));
      assertThat(copy).isEqualTo(writer.content()).hasSize(65);
    }
  }

  private static void applyOne(EtcdApplier applier, Entry entry) {
    try {
      applier.apply(Frame.of(List.of(entry)));
      applier.flush();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
