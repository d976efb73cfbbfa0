package io.picsou.rsm.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.RsmException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading one member of a one-member cluster, and everything that can go wrong with that. */
class EtcdLogReaderIT {
  private static final Duration SHORT = Duration.ofMillis(100);

  @TempDir Path directory;
  private EtcdCluster cluster;
  private EtcdClient client;
  private CuttingProxy proxy;

  @BeforeEach
  void start() throws Exception {
    cluster = EtcdCluster.start(directory, 1);
    client = new EtcdClient(cluster.endpoint(0));
    proxy = new CuttingProxy(cluster.port(0), 42);
  }

  @AfterEach
  void stop() {
    proxy.close();
    client.close();
    cluster.close();
  }

  private EtcdLogReader open(long after, String... settings) {
    return EtcdLogReader.open(ReaderRun.config(proxy.endpoint(), settings), after, null);
  }

  private long write(int puts) throws Exception {
    try (Writers writers = new Writers(cluster, 4, puts / 4, 7)) {
      writers.await();
    }
    return client.revision() - 1;
  }

  private static void assertDense(List<Entry> entries, long first, long last) {
    assertThat(entries)
        .extracting(Entry::sequence)
        .containsExactlyElementsOf(LongStream.rangeClosed(first, last).boxed().toList());
  }

  @Test
  void connectionsCutAtRandomLoseAndRepeatNothing() throws Exception {
    long last = write(6000);
    List<Entry> truth = ReaderRun.entries(cluster.endpoint(0), 0, last);
    assertDense(truth, 1, last);
    proxy.cutAfter(200_000);
    try (EtcdLogReader reader = open(0, EtcdConfig.CATCH_UP_STREAMS, "3")) {
      List<Entry> entries = ReaderRun.entries(reader, last);
      assertDense(entries, 1, last);
      assertThat(ReaderRun.texts(entries)).isEqualTo(ReaderRun.texts(truth));
    }
    assertThat(proxy.cuts()).isGreaterThan(2);
  }

  @Test
  void aLiveWatchIsCutAgainAndAgain() throws Exception {
    try (EtcdLogReader reader = open(0);
        Writers writers = new Writers(cluster, 4, 1000, 3)) {
      List<Entry> entries = new ArrayList<>();
      for (int next = 200; next <= 2000; next += 200) {
        if (entries.size() < next) {
          entries.addAll(ReaderRun.entries(reader, next));
        }
        proxy.cutAll();
      }
      writers.await();
      long last = client.revision() - 1;
      entries.addAll(ReaderRun.entries(reader, last));
      assertDense(entries, 1, last);
      assertThat(ReaderRun.texts(entries))
          .isEqualTo(ReaderRun.texts(ReaderRun.entries(cluster.endpoint(0), 0, last)));
    }
    assertThat(proxy.cuts()).isGreaterThan(2);
  }

  @Test
  void aConnectionThatFallsSilentIsReplaced() throws Exception {
    client.put("a", "1");
    try (EtcdLogReader reader = open(0, EtcdConfig.REQUEST_TIMEOUT, "500")) {
      assertDense(ReaderRun.entries(reader, 1), 1, 1);
      proxy.freezeAll();
      client.put("a", "2");
      assertDense(ReaderRun.entries(reader, 2), 2, 2);
    }
  }

  @Test
  void continuesAfterTheMemberWasKilled() throws Exception {
    long last = write(400);
    try (EtcdLogReader reader = open(0)) {
      assertDense(ReaderRun.entries(reader, last), 1, last);
      cluster.kill(0);
      assertThat(reader.read(1 << 20, SHORT)).isNull();
      cluster.restart(0);
      client.member().refresh();
      long more = write(400);
      assertDense(ReaderRun.entries(reader, more), last + 1, more);
    }
  }

  @Test
  void compactedRevisionsAreAnErrorThatNamesThem() throws Exception {
    long last = write(100);
    client.compact(last + 1);
    try (EtcdLogReader reader = open(10)) {
      assertThatThrownBy(() -> ReaderRun.entries(reader, last))
          .isInstanceOfSatisfying(RsmException.class, e -> assertThat(e.retriable()).isFalse())
          .hasMessageContaining("compacted its history up to revision " + (last + 1))
          .hasMessageContaining("revision 12 was not read");
      assertThatThrownBy(() -> reader.read(1 << 20, SHORT))
          .as("it stays an error")
          .isInstanceOf(RsmException.class);
    }
    client.put("after", "compaction");
    assertDense(ReaderRun.entries(cluster.endpoint(0), last, last + 1), last + 1, last + 1);
  }

  @Test
  void aReplacedClusterIsRefused() throws Exception {
    client.put("a", "1");
    String id;
    try (EtcdLogReader reader = open(0)) {
      ReaderRun.entries(reader, 1);
      id = reader.clusterId();
      assertThat(id).matches("[0-9a-f]+");
    }
    EtcdConfig config = ReaderRun.config(cluster.endpoint(0));
    try (EtcdLogReader same = EtcdLogReader.open(config, 0, id)) {
      assertDense(ReaderRun.entries(same, 1), 1, 1);
    }
    try (EtcdLogReader other = EtcdLogReader.open(config, 0, "abc")) {
      assertThatThrownBy(() -> ReaderRun.entries(other, 1))
          .isInstanceOf(RsmException.class)
          .hasMessageContaining("belongs to cluster " + id)
          .hasMessageContaining("cluster abc");
    }
  }

  @Test
  void aSlowConsumerIsFeltByEtcdNotByTheHeap() throws Exception {
    int count = 1200;
    String value = "x".repeat(50_000);
    client.put("first", value);
    // Sixty megabytes as one message, if etcd were not asked for fragments.
    try (EtcdLogReader reader = open(0, EtcdConfig.MAX_MESSAGE, "4194304")) {
      assertDense(ReaderRun.entries(reader, 1), 1, 1);
      for (int i = 0; i < count; i++) {
        client.put("k", value);
      }
      awaitQuiet();
      assertThat(proxy.receivedBytes()).isLessThan(16 << 20);
      assertDense(ReaderRun.entries(reader, count + 1), 2, count + 1);
      assertThat(proxy.receivedBytes()).isGreaterThan(count * 50_000L);
    }
  }

  private void awaitQuiet() {
    long[] seen = {-1};
    Awaitility.await()
        .pollInterval(Duration.ofMillis(500))
        .until(() -> seen[0] == (seen[0] = proxy.receivedBytes()));
  }

  @Test
  void aMemberThatStaysAwayIsNamedWithTheSetting() {
    proxy.close();
    String endpoint = proxy.endpoint();
    EtcdConfig config = ReaderRun.config(endpoint, EtcdConfig.UNREACHABLE_TIMEOUT, "300");
    try (EtcdLogReader reader = EtcdLogReader.open(config, 0, null)) {
      assertThatThrownBy(() -> ReaderRun.entries(reader, 1))
          .isInstanceOfSatisfying(RsmException.class, e -> assertThat(e.retriable()).isTrue())
          .hasMessageContaining(endpoint)
          .hasMessageContaining("etcd.unreachable.timeout.ms")
          .hasMessageContaining("etcd.endpoints");
    }
  }

  @Test
  void closeEndsAWaitingRead() throws Exception {
    EtcdLogReader reader = open(0);
    Thread closer =
        new Thread(
            () -> {
              Awaitility.await().until(() -> reader.clusterId() != null);
              reader.close();
            });
    closer.start();
    Frame frame = reader.read(1, Duration.ofSeconds(60));
    closer.join();
    assertThat(frame).isNull();
  }
}
