package io.picsou.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.picsou.baseline.kafka.local.LocalKafka;
import io.picsou.baseline.kafka.local.LocalKafkaOptions;
import io.picsou.bench.Picsou;
import io.picsou.bench.compare.ClusterOptions.Preset;
import io.picsou.bench.compare.ClusterOptions.ThresholdOptions;
import io.picsou.bench.compare.CompareOptions.Hosting;
import io.picsou.bench.compare.CompareOptions.Limits;
import io.picsou.bench.compare.CompareOptions.Source;
import io.picsou.bench.compare.CompareOptions.Timing;
import io.picsou.bench.compare.CompareOptions.Workload;
import io.picsou.bench.compare.CompareResult.SystemResult;
import io.picsou.bench.replica.Conduct;
import io.picsou.bench.replica.CorruptingHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tiny comparisons, in processes of their own. */
@Timeout(600)
class CompareIT {
  private static final Timing SHORT = new Timing(1, 3, 1);

  /** For brokers, and for processes that all have to warm up on the same few cores. */
  private static final Timing LONGER = new Timing(3, 4, 1);

  /** Who is dead has to be learnt first, while what was committed waits; and then it comes. */
  private static final Timing LEARNT = new Timing(10, 4, 1);

  /** A load that a busy machine carries too: tests are about what arrives, not about how fast. */
  private static final Workload MEMORY = new Workload(100, Source.GENERATOR, 2_000, false);

  /** Compilers that are quiet soon end a warm-up soon. */
  private static final List<String> JAVA = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private static final Hosting TOGETHER = new Hosting(false, JAVA);
  private static final Hosting EACH = new Hosting(true, JAVA);

  @TempDir private Path directory;

  private static ClusterOptions pair(int replicas, Conduct faults, boolean duplex) {
    ThresholdOptions thresholds = new ThresholdOptions(Preset.BYZANTINE, null, null);
    return new ClusterOptions(replicas, replicas, List.of(), thresholds, faults, duplex);
  }

  private CompareResult compare(CompareOptions options, Class<?> main)
      throws IOException, InterruptedException {
    return new Comparison(options, main, "test", directory, (what, done) -> {}).run();
  }

  private static final List<String> WITHOUT_QUACKS = List.of("OST", "KAFKA");

  private static void assertFine(CompareResult result) {
    assertThat(result.problems()).isEmpty();
    assertThat(result.ceiling().summary().entriesPerSecond().median()).isPositive();
    for (SystemResult system : result.systems()) {
      assertThat(system.summary().entriesPerSecond().min()).as(system.name()).isPositive();
      if (WITHOUT_QUACKS.contains(system.name())) {
        assertThat(system.summary().quacksPerSecond()).as(system.name()).isZero();
      } else {
        assertThat(system.summary().quacksPerSecond()).as(system.name()).isPositive();
      }
      assertThat(system.summary().wire().crossBytes()).as(system.name()).isGreaterThan(100);
      assertThat(system.summary().cpuSeconds()).as(system.name()).isPositive();
      assertThat(system.summary().peakMegabytes()).as(system.name()).isPositive();
      assertThat(system.rounds().get(0).verdict().entries()).as(system.name()).isPositive();
    }
  }

  @Test
  void everySystemKeepsItsPromise() throws Exception {
    CompareOptions options =
        new CompareOptions(
            Contenders.names(),
            pair(2, Conduct.CORRECT, false),
            MEMORY,
            LONGER,
            TOGETHER,
            Map.of());
    CompareResult result = compare(options, Picsou.class);
    assertFine(result);
    assertThat(result.systems()).extracting(SystemResult::name).isEqualTo(Contenders.names());
    assertThat(round(result, "KAFKA").cpuSeconds()).containsOnlyKeys("all", "servers");
    assertThat(round(result, "KAFKA").cpuSeconds().get("servers")).isPositive();
    assertThat(round(result, "KAFKA").peakMegabytes().get("servers")).isGreaterThan(100);
    assertThat(round(result, "PICSOU").cpuSeconds()).containsOnlyKeys("all");
    assertCanBeReadAgain(result);
  }

  private static void assertCanBeReadAgain(CompareResult result) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    String json = mapper.writeValueAsString(result);
    assertThat(mapper.readValue(json, CompareResult.class)).isEqualTo(result);
  }

  private static RoundResult round(CompareResult result, String name) {
    return result.systems().stream()
        .filter(system -> system.name().equals(name))
        .map(system -> system.rounds().get(0))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void brokersThatRunAlreadyAreUsedAndLeftAsTheyWere() throws Exception {
    Path data = Files.createDirectory(directory.resolve("brokers"));
    LocalKafkaOptions three = LocalKafkaOptions.in(data);
    try (LocalKafka kafka = LocalKafka.start(three);
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
      Hosting existing = new Hosting(false, TOGETHER.java(), Limits.NONE, kafka.bootstrap());
      CompareOptions options =
          new CompareOptions(
              List.of("KAFKA"),
              pair(2, Conduct.ACK_INF, true),
              MEMORY,
              LONGER,
              existing,
              Map.of("linger.ms", "2", "kafka.compression.type", "lz4"));
      CompareResult result = compare(options, Picsou.class);
      assertThat(result.problems()).isEmpty();
      RoundResult round = round(result, "KAFKA");
      assertThat(round.perLink()).hasSize(2).allMatch(rate -> rate > 0);
      assertThat(round.wire().crossBytes()).as("compressed").isBetween(1.0, 100.0);
      assertThat(round.cpuSeconds()).containsOnlyKeys("all");
      await().untilAsserted(() -> assertThat(admin.listTopics().names().get()).isEmpty());
    }
  }

  @Test
  void aProcessEachBothWaysOnDisk() throws Exception {
    Workload durable = new Workload(1_000, Source.FILE, 2_000, true);
    CompareOptions options =
        new CompareOptions(
            List.of("PICSOU"), pair(2, Conduct.CORRECT, true), durable, LONGER, EACH, Map.of());
    CompareResult result = compare(options, Picsou.class);
    assertFine(result);
    RoundResult round = result.systems().get(0).rounds().get(0);
    assertThat(round.perLink()).hasSize(2);
    assertThat(round.cpuSeconds()).containsOnlyKeys("A", "B");
    assertThat(round.latency().count()).isBetween(6_000L, 12_000L);
    assertThat(round.latency().p50()).isPositive().isLessThanOrEqualTo(round.latency().p99());
  }

  @Test
  void crashedAndLyingReplicasStopNobody() throws Exception {
    for (Conduct faults : List.of(Conduct.CRASHED, Conduct.ACK_INF, Conduct.ACK_ZERO)) {
      CompareOptions options =
          new CompareOptions(
              List.of("PICSOU"), pair(4, faults, false), MEMORY, LEARNT, TOGETHER, Map.of());
      Path own = Files.createDirectory(directory.resolve(faults.name()));
      assertFine(new Comparison(options, Picsou.class, "test", own, (what, done) -> {}).run());
    }
  }

  @Test
  void aReceiverWithOtherEntriesIsFound() throws Exception {
    CompareOptions options =
        new CompareOptions(
            List.of("PICSOU"), pair(2, Conduct.CORRECT, false), MEMORY, SHORT, TOGETHER, Map.of());
    assertThat(compare(options, CorruptingHost.class).problems())
        .containsExactly(
            "PICSOU in round 1: B1 has other entries than were sent: its digest differs");
  }
}
