package io.picsou.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.picsou.bench.Picsou;
import io.picsou.bench.compare.ClusterOptions.Preset;
import io.picsou.bench.compare.ClusterOptions.ThresholdOptions;
import io.picsou.bench.compare.CompareOptions.Hosting;
import io.picsou.bench.compare.CompareOptions.Source;
import io.picsou.bench.compare.CompareOptions.Target;
import io.picsou.bench.compare.CompareOptions.Timing;
import io.picsou.bench.compare.CompareOptions.Workload;
import io.picsou.bench.compare.CompareResult.SystemResult;
import io.picsou.bench.replica.Conduct;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tiny comparisons between real etcd clusters of three members. */
@Timeout(300)
class EtcdCompareIT {
  private static final int BYTES = 498;

  /** Updates per second; the tests are about what arrives, not about how fast. */
  private static final double LOAD = 100;

  private static final Timing SHORT = new Timing(1, 3, 1);

  /** Receivers that compare begin with keys that their own cluster has not got to yet. */
  private static final Timing PATIENT = new Timing(4, 6, 1);

  @TempDir private Path directory;

  private CompareResult compare(List<String> systems, Target target) throws Exception {
    ThresholdOptions thresholds = new ThresholdOptions(Preset.CRASH, null, null);
    boolean duplex = target == Target.RECONCILE;
    CompareOptions options =
        new CompareOptions(
            systems,
            new ClusterOptions(3, 3, List.of(), thresholds, Conduct.CORRECT, duplex),
            new Workload(BYTES, Source.ETCD, LOAD, true, target),
            duplex ? PATIENT : SHORT,
            new Hosting(false, List.of("-XX:+UseSerialGC")),
            Map.of());
    options.check();
    return new Comparison(options, Picsou.class, "test", directory, (what, done) -> {}).run();
  }

  private static void assertFine(CompareResult result) {
    assertThat(result.problems()).isEmpty();
    for (SystemResult system : result.systems()) {
      RoundResult round = system.rounds().get(0);
      assertThat(round.entriesPerSecond()).as(system.name()).isPositive();
      assertThat(round.committedPerSecond()).as(system.name()).isPositive();
      assertThat(round.verdict().entries()).as(system.name()).isGreaterThan(100);
      assertThat(round.cpuSeconds().get("etcd")).as(system.name()).isPositive();
      assertThat(round.peakMegabytes().get("etcd")).as(system.name()).isGreaterThan(60);
    }
  }

  @Test
  void oneEtcdClusterBecomesACopyOfTheOther() throws Exception {
    CompareResult result = compare(List.of("PICSOU", "ATA", "KAFKA"), Target.ETCD);
    assertFine(result);
    for (SystemResult system : result.systems()) {
      RoundResult round = system.rounds().get(0);
      assertThat(round.latency().p50()).as(system.name()).isPositive();
      assertThat((double) round.latency().count())
          .as("%s, of all that was due, late or not", system.name())
          .isCloseTo(LOAD * round.seconds(), within(2.0));
    }
  }

  @Test
  void twoEtcdClustersWithTheSameKeysEndUpAlike() throws Exception {
    CompareResult result = compare(List.of("PICSOU"), Target.RECONCILE);
    assertFine(result);
    assertThat(result.systems().get(0).rounds().get(0).perLink()).allMatch(rate -> rate > 0);
  }
}
