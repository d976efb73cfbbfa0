package io.picsou.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.etcd.EtcdClient;
import io.picsou.rsm.etcd.EtcdCluster;
import io.picsou.rsm.etcd.EtcdConfig;
import io.picsou.rsm.etcd.EtcdLogReader;
import io.picsou.rsm.etcd.EtcdRevision;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The built archives in real workers between real etcd clusters, while processes are killed: B ends
 * up with exactly what A holds, every receiver got every entry once and in order, and transactions
 * stayed whole.
 */
class EtcdToEtcdIT {
  private static final Path WORK = TestFiles.workDirectory(EtcdToEtcdIT.class);
  private static final long REVISIONS = 20_000;
  private static final int REPLICAS = 3;
  private static final int WRITING_SECONDS = 180;
  private static final Duration ARRIVAL = Duration.ofSeconds(180);

  @Test
  void everyReplicaOfBGetsEveryEntryOfAThoughProcessesAreKilled() throws Exception {
    Path plugins = WORK.resolve("plugins");
    TestFiles.unpack(TestFiles.sourceArchive(), plugins);
    TestFiles.unpack(TestFiles.sinkArchive(), plugins);
    try (EtcdCluster a = EtcdCluster.start(WORK.resolve("a"), REPLICAS);
        EtcdCluster b = EtcdCluster.start(WORK.resolve("b"), REPLICAS);
        KafkaProcess kafka = KafkaProcess.start(WORK.resolve("kafka"));
        ConnectProcess workerA = ConnectProcess.start(WORK, "a", kafka.bootstrap(), plugins);
        ConnectProcess workerB = ConnectProcess.start(WORK, "b", kafka.bootstrap(), plugins)) {
      for (int i = 0; i < REPLICAS; i++) {
        kafka.createTopic("a-" + i, 1);
        kafka.createTopic("b-" + i, 1);
      }
      ExampleConnectors connectors = new ExampleConnectors(addresses(a, b));
      connectors.register("b", workerB.rest());
      connectors.register("a", workerA.rest());

      writeAndKill(a, b, workerA, workerB);

      long last = lastSequence(a);
      for (int i = 0; i < REPLICAS; i++) {
        awaitWholeLog(new TopicLog(kafka.bootstrap(), "b-" + i), last);
      }
      awaitSameContent(a, b);
      assertTransactionsWhole(b);
    }
  }

  /**
   * Kills a member of either cluster and the worker with all senders; when they are back, the
   * worker with all receivers, which then have nobody to ask but the senders' logs.
   */
  private static void writeAndKill(
      EtcdCluster a, EtcdCluster b, ConnectProcess workerA, ConnectProcess workerB)
      throws Exception {
    try (EtcdWorkload workload = new EtcdWorkload(a, REVISIONS + 1, 20260101);
        EtcdClient observer = new EtcdClient(a.endpoint(0))) {
      awaitRevision(observer, REVISIONS / 4);
      a.kill(1);
      b.kill(2);
      workerA.kill();
      awaitRevision(observer, REVISIONS / 2);
      workerA.restart();
      a.restart(1);
      b.restart(2);
      awaitRevision(observer, REVISIONS * 5 / 8);
      workerB.kill();
      awaitRevision(observer, REVISIONS * 3 / 4);
      workerB.restart();
      workload.await(WRITING_SECONDS);
    }
  }

  private static void awaitRevision(EtcdClient observer, long revision) {
    await().atMost(Duration.ofSeconds(WRITING_SECONDS)).until(() -> observer.revision() > revision);
  }

  /** Entry k is revision k + 1: a new cluster begins at revision 1, without any entry. */
  private static long lastSequence(EtcdCluster cluster) {
    try (EtcdClient client = new EtcdClient(cluster.endpoint(0))) {
      long last = client.revision() - 1;
      assertThat(last).isGreaterThanOrEqualTo(REVISIONS);
      return last;
    }
  }

  private static void awaitWholeLog(TopicLog log, long last) {
    List<Long> expected = LongStream.rangeClosed(1, last).boxed().toList();
    await().atMost(ARRIVAL).untilAsserted(() -> assertThat(log.sequences()).isEqualTo(expected));
  }

  private static void awaitSameContent(EtcdCluster a, EtcdCluster b) {
    try (EtcdClient from = new EtcdClient(a.endpoint(0));
        EtcdClient to = new EtcdClient(b.endpoint(2))) {
      Map<String, String> expected = from.content();
      await().atMost(ARRIVAL).untilAsserted(() -> assertThat(data(to)).isEqualTo(expected));
    }
  }

  /** All keys but the ones in which the applier keeps its progress. */
  private static Map<String, String> data(EtcdClient client) {
    Map<String, String> data = new TreeMap<>(client.content());
    data.keySet().removeIf(key -> key.startsWith(EtcdConfig.DEFAULT_APPLIED_PREFIX));
    return data;
  }

  /** In no revision of B was a part of a group changed, or were its keys changed differently. */
  private static void assertTransactionsWhole(EtcdCluster cluster) throws InterruptedException {
    EtcdConfig config =
        EtcdConfig.of(
            Map.of(
                EtcdConfig.ENDPOINTS,
                cluster.endpoint(0),
                EtcdConfig.INCLUDE,
                EtcdWorkload.GROUPS,
                EtcdConfig.FORWARD_APPLIED,
                "true"));
    long transactions = 0;
    long last = lastRevision(cluster) - 1;
    try (EtcdLogReader reader = EtcdLogReader.open(config, 0, null)) {
      for (long sequence = 0; sequence < last; ) {
        Frame frame = reader.read(1 << 20, ARRIVAL);
        assertThat(frame).as("B's log after %d", sequence).isNotNull();
        for (Entry entry : frame.entries()) {
          transactions += assertGroupsWhole(entry);
          sequence = entry.sequence();
        }
      }
    }
    assertThat(transactions).isPositive();
  }

  private static int assertGroupsWhole(Entry entry) {
    Map<String, Map<String, String>> groups = new HashMap<>();
    for (EtcdRevision.Operation operation : EtcdRevision.decode(entry.payload()).operations()) {
      String key = operation.key().toStringUtf8();
      String value = operation.deletes() ? "(deleted)" : operation.value().toStringUtf8();
      String group = key.substring(0, key.lastIndexOf('/'));
      groups.computeIfAbsent(group, name -> new HashMap<>()).put(key, value);
    }
    groups
        .values()
        .forEach(
            group -> {
              assertThat(group).as("entry %d", entry.sequence()).hasSize(EtcdWorkload.GROUP_SIZE);
              assertThat(group.values().stream().distinct()).hasSize(1);
            });
    return groups.size();
  }

  private static long lastRevision(EtcdCluster cluster) {
    try (EtcdClient client = new EtcdClient(cluster.endpoint(0))) {
      return client.revision();
    }
  }

  /** Where this run has what the examples have in containers. */
  private static Map<String, String> addresses(EtcdCluster a, EtcdCluster b) {
    Map<String, String> addresses = new HashMap<>();
    for (int i = 0; i < REPLICAS; i++) {
      addresses.put("http://a" + i + ":2379", a.endpoint(i));
      addresses.put("http://b" + i + ":2379", b.endpoint(i));
      addresses.put("worker-b:710" + i, "localhost:" + FreePorts.next());
    }
    return addresses;
  }
}
