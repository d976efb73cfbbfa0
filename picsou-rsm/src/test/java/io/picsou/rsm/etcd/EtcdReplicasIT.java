package io.picsou.rsm.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clusters of three members: the same log at each, and carried whole to another cluster. */
class EtcdReplicasIT {
  private static final int WRITES = 4000;

  @TempDir Path directory;
  private EtcdCluster cluster;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @BeforeEach
  void start() {
    cluster = EtcdCluster.start(directory.resolve("a"), 3);
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    cluster.close();
  }

  /** Reads until the last revision, which is known only when the writers are done. */
  private Callable<List<Entry>> reading(int member, AtomicLong last, String... settings) {
    return () -> {
      List<Entry> entries = new ArrayList<>();
      EtcdConfig config = ReaderRun.config(cluster.endpoint(member), settings);
      try (EtcdLogReader reader = EtcdLogReader.open(config, 0, null)) {
        while (entries.size() < last.get()) {
          Frame frame = reader.read(1 << 20, Duration.ofMillis(100));
          if (frame != null) {
            entries.addAll(frame.entries());
          }
        }
      }
      return entries;
    };
  }

  private long revision(int member) {
    try (EtcdClient client = new EtcdClient(cluster.endpoint(member))) {
      return client.revision();
    }
  }

  @Test
  void everyMemberGivesTheSameLogWhileOneIsKilled() throws Exception {
    AtomicLong last = new AtomicLong(Long.MAX_VALUE);
    List<Future<List<Entry>>> readings = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      readings.add(threads.submit(reading(i, last)));
    }
    Future<List<Entry>> filtered =
        threads.submit(reading(0, last, EtcdConfig.INCLUDE, "app/", EtcdConfig.EXCLUDE, "app/1"));
    try (Writers writers = new Writers(cluster, 6, WRITES / 6, 11)) {
      Awaitility.await().until(() -> revision(0) > WRITES / 5);
      cluster.kill(1);
      Awaitility.await().until(() -> revision(0) > WRITES / 3);
      cluster.restart(1);
      writers.await();
    }
    Awaitility.await().until(() -> revision(0) == revision(1) && revision(1) == revision(2));
    last.set(revision(0) - 1);

    List<String> truth = ReaderRun.texts(readings.get(0).get());
    assertThat(truth).hasSize((int) last.get());
    assertThat(ReaderRun.texts(readings.get(1).get())).isEqualTo(truth);
    assertThat(ReaderRun.texts(readings.get(2).get())).isEqualTo(truth);
    assertFiltered(filtered.get(), readings.get(0).get());
  }

  private static void assertFiltered(List<Entry> filtered, List<Entry> all) {
    assertThat(filtered).hasSameSizeAs(all);
    KeyFilter filter = KeyFilter.of(List.of("app/"), List.of("app/1"));
    for (int i = 0; i < all.size(); i++) {
      assertThat(filtered.get(i).sequence()).isEqualTo(i + 1L);
      assertThat(EtcdRevision.decode(filtered.get(i).payload()).operations())
          .isEqualTo(
              EtcdRevision.decode(all.get(i).payload()).operations().stream()
                  .filter(operation -> filter.accepts(operation.key()))
                  .toList());
    }
  }

  @Test
  void aMemberCutOffFromItsClusterJustHasNothingNew() throws Exception {
    try (EtcdClient client = new EtcdClient(cluster.endpoint(0))) {
      client.put("a", "1");
    }
    EtcdConfig config =
        ReaderRun.config(
            cluster.endpoint(0),
            EtcdConfig.STALL_TIMEOUT,
            "200",
            EtcdConfig.UNREACHABLE_TIMEOUT,
            "400");
    try (EtcdLogReader reader = EtcdLogReader.open(config, 0, null)) {
      ReaderRun.entries(reader, 1);
      cluster.kill(1);
      cluster.kill(2);
      long quietUntil = System.nanoTime() + Duration.ofSeconds(3).toNanos();
      while (System.nanoTime() - quietUntil < 0) {
        assertThat(reader.read(1 << 20, Duration.ofMillis(200))).isNull();
      }
      cluster.restartAll(1, 2);
      try (EtcdClient client = new EtcdClient(cluster.endpoint(1))) {
        client.put("a", "2");
      }
      assertThat(ReaderRun.entries(reader, 2)).extracting(Entry::sequence).containsExactly(2L);
    }
  }

  @Test
  void anotherClusterGetsEveryChangeOnceAndInOrderWhateverBreaks() throws Exception {
    try (EtcdCluster b = EtcdCluster.start(directory.resolve("b"), 3);
        CuttingProxy source = new CuttingProxy(cluster.port(0), 1);
        CuttingProxy first = new CuttingProxy(b.port(0), 2);
        CuttingProxy second = new CuttingProxy(b.port(1), 3)) {
      source.cutAfter(400_000);
      first.cutAfter(3_000);
      second.cutAfter(3_000);
      String target = first.endpoint() + "," + second.endpoint();
      AtomicLong last = new AtomicLong(Long.MAX_VALUE);
      Future<?> copying = threads.submit(copy(source.endpoint(), target, last));
      try (Writers writers = new Writers(cluster, 6, WRITES / 6, 5)) {
        Awaitility.await().until(() -> revision(1) > WRITES / 5);
        cluster.kill(0);
        b.kill(0);
        Awaitility.await().until(() -> revision(1) > WRITES / 3);
        cluster.restart(0);
        b.restart(0);
        writers.await();
      }
      last.set(revision(1) - 1);
      copying.get();
      assertThat(first.cuts() + second.cuts()).isGreaterThan(10);
      assertSameChanges(b, (int) last.get());
    }
  }

  /** Copies in many short lives of a reader and an applier, each starting where B says. */
  private static Callable<Void> copy(String from, String to, AtomicLong last) {
    return () -> {
      EtcdConfig target = ReaderRun.config(to, EtcdConfig.REQUEST_TIMEOUT, "2000");
      long applied = 0;
      while (applied < last.get()) {
        try (EtcdApplier applier = EtcdApplier.open(target, "a");
            EtcdLogReader reader =
                EtcdLogReader.open(ReaderRun.config(from), applier.applied(), null)) {
          for (int i = 0; i < 50 && applier.applied() < last.get(); i++) {
            Frame frame = reader.read(20_000, Duration.ofMillis(100));
            if (frame != null) {
              applier.apply(frame);
            }
            if (i % 2 == 0) {
              applier.flush();
            }
          }
          applied = applier.applied();
        }
      }
      return null;
    };
  }

  private void assertSameChanges(EtcdCluster b, int last) throws Exception {
    try (EtcdClient ours = new EtcdClient(cluster.endpoint(0));
        EtcdClient theirs = new EtcdClient(b.endpoint(2))) {
      var copy = theirs.content();
      assertThat(copy.remove("picsou/applied/a")).isEqualTo(String.valueOf(last));
      assertThat(copy).isEqualTo(ours.content()).isNotEmpty();
      assertThat(changes(b.endpoint(2), theirs.revision() - 1, "true"))
          .as("every change, once and in order, in B's own history")
          .isEqualTo(changes(cluster.endpoint(1), last, "true"));
      assertThat(changes(b.endpoint(2), theirs.revision() - 1, "false"))
          .as("what an applier wrote is not carried on")
          .isEmpty();
    }
  }

  private static List<EtcdRevision.Operation> changes(String endpoint, long last, String forward)
      throws InterruptedException {
    EtcdConfig config = ReaderRun.config(endpoint, EtcdConfig.FORWARD_APPLIED, forward);
    try (EtcdLogReader reader = EtcdLogReader.open(config, 0, null)) {
      return ReaderRun.entries(reader, last).stream()
          .flatMap(entry -> EtcdRevision.decode(entry.payload()).operations().stream())
          .toList();
    }
  }
}
