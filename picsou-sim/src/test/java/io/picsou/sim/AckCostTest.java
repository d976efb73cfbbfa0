package io.picsou.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import io.picsou.core.cluster.Replica;
import io.picsou.core.cluster.Thresholds;
import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.strategy.Strategy;
import io.picsou.sim.net.NetworkOptions;
import io.picsou.sim.node.World;
import io.picsou.sim.scenario.Profile;
import io.picsou.sim.scenario.Scenario;
import io.picsou.sim.scenario.Setup;
import io.picsou.sim.scenario.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Invariant 5: what acknowledgments cost a replica per entry does not depend on n. */
class AckCostTest {
  private static final long MILLIS = 1_000_000;
  private static final int ENTRIES = 4_000;

  @Test
  void aReplicaPaysTheSameForAcknowledgmentsWhateverTheSizeOfTheClusters() {
    Map<Integer, Double> bytesPerEntry = new TreeMap<>();
    for (int n : new int[] {4, 7, 10, 13, 16, 19}) {
      Outcome outcome = Simulation.run(steadyLoad(n));
      assertThat(outcome.violation()).isNull();
      bytesPerEntry.put(n, (double) outcome.totals().ackBytes() / ENTRIES / n);
    }

    double ofFour = bytesPerEntry.get(4);
    assertThat(bytesPerEntry.values())
        .as("bytes per entry and receiver by n: %s", bytesPerEntry)
        .allSatisfy(bytes -> assertThat(bytes).isBetween(0.9 * ofFour, 1.1 * ofFour));
  }

  /** 4000 entries a second for a second, in lots of 40, with jitter. */
  private static Scenario steadyLoad(int n) {
    List<Workload.Burst> bursts =
        IntStream.range(0, 100)
            .mapToObj(i -> new Workload.Burst(i * 10 * MILLIS, ENTRIES / 100))
            .toList();
    Setup setup =
        new Setup(
            Strategy.PICSOU,
            new Link("link", cluster("A", n), cluster("B", n)),
            options(),
            network(),
            new World.Habits(MILLIS, MILLIS, 100 * MILLIS, 2_000, 64, 0),
            false);
    Workload workload = new Workload(bursts, 100, 100);
    return new Scenario(1, Profile.CALM, setup, workload, List.of(), 1_000 * MILLIS);
  }

  private static LinkOptions options() {
    return new LinkOptions(
        8,
        64 << 10,
        256,
        LinkOptions.Acks.DURABLE,
        4 << 20,
        8 << 20,
        4 << 20,
        Duration.ofMillis(2),
        Duration.ofMillis(40),
        Duration.ofSeconds(1));
  }

  private static NetworkOptions network() {
    return new NetworkOptions(
        new NetworkOptions.Rates(NetworkOptions.UNLIMITED, NetworkOptions.UNLIMITED, 1 << 24),
        new NetworkOptions.Delays(MILLIS / 5, 5 * MILLIS, MILLIS, true),
        NetworkOptions.Chances.FAIR,
        new NetworkOptions.Cpu(1_000, 1));
  }

  private static Cluster cluster(String id, int size) {
    List<Replica> replicas = IntStream.range(0, size).mapToObj(i -> new Replica(i, "", 1)).toList();
    return new Cluster(id, 0, replicas, Thresholds.byzantine(size));
  }
}
