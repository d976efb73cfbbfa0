package io.picsou.bench.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picsou.bench.compare.ClusterOptions;
import io.picsou.bench.compare.CompareOptions;
import io.picsou.bench.compare.CompareOptions.Limits;
import io.picsou.bench.compare.CompareOptions.Source;
import io.picsou.bench.compare.CompareOptions.Target;
import io.picsou.bench.grid.PointResult.Kind;
import io.picsou.bench.replica.Conduct;
import io.picsou.core.cluster.Thresholds;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GridTest {
  private static final List<Integer> SIZES = List.of(4, 7, 10, 13, 16, 19);
  private static final String[] SYSTEMS = {"PICSOU", "ATA", "OST", "OTU", "LL", "KAFKA"};

  private static Graph graph(String name) {
    return Grid.named(name, Grid.full());
  }

  @Test
  void everyPublishedGraphIsThere() {
    assertThat(Grid.full())
        .extracting(Graph::name)
        .containsExactly(
            "Throughput vs Network Size @ 100B-messages",
            "Throughput vs Network Size @ 1MB-messages",
            "Throughput vs Message Size @ 4-node-network",
            "Throughput vs Message Size @ 19-node-network",
            "Throughput vs Num Nodes with Varying Stake Split",
            "Throughput vs Num Nodes with Varying Stake Split -- Throttled Source",
            "Crash Failures: Throughput vs Network Size",
            "Crash Failures -- Phi Scaling: Throughput vs Network Size",
            "Byzantine Failures: Throughput vs Network Size",
            "Disaster Recovery: Throughput (MB/s) vs Message Size",
            "Data Reconciliation: Throughput (MB/s) vs Message Size",
            "Geo Replication on One Machine: Throughput (MB/s) vs Message Size",
            "Scaling to 100 Replicas: Throughput",
            "Scaling to 100 Replicas: Copies across per Entry");
  }

  @Test
  void networkAndMessageSizesAreThePublishedOnes() {
    for (String name : List.of("@ 100B", "Size @ 1MB")) {
      assertThat(graph(name).lines()).containsKeys(SYSTEMS);
      graph(name)
          .lines()
          .values()
          .forEach(l -> assertThat(l.keySet()).containsExactlyElementsOf(SIZES));
    }
    for (int replicas : List.of(4, 19)) {
      Graph graph = graph("@ " + replicas + "-node");
      assertThat(graph.lines()).containsKeys(SYSTEMS);
      graph
          .lines()
          .values()
          .forEach(l -> assertThat(l).containsOnlyKeys(100, 1_000, 10_000, 100_000, 1_000_000));
      assertThat(graph.points()).allMatch(point -> point.replicas() == replicas);
    }
  }

  @Test
  void stakesFaultsAndListsAreThePublishedOnes() {
    Graph throttled = graph("throttled");
    assertThat(throttled.points()).allMatch(point -> point.load() == 1_000_000);
    assertThat(throttled.points())
        .extracting(Point::stake)
        .containsOnly(1L, 2L, 4L, 8L, 16L, 32L, 64L)
        .hasSize(7 * SIZES.size());
    assertThat(graph("crash failures:").lines()).containsOnlyKeys("PICSOU", "ATA", "OTU", "LL");
    assertThat(graph("crash failures:").omitted()).containsOnlyKeys("OST", "KAFKA");
    assertThat(graph("phi scaling").points())
        .allMatch(point -> point.faults() == Conduct.CRASHED)
        .extracting(Point::phi)
        .containsOnly(0, 64, 128, 192, 256);
    assertThat(graph("byzantine").points())
        .extracting(Point::faults)
        .containsOnly(Conduct.ACK_INF, Conduct.ACK_ZERO, Conduct.ACK_DELAY, Conduct.CRASHED);
  }

  @Test
  void etcdPointsArePublishedOnes() {
    for (String name : List.of("disaster", "reconciliation")) {
      assertThat(graph(name).lines()).containsOnlyKeys(SYSTEMS);
      assertThat(graph(name).points())
          .hasSize(6 * 7)
          .allMatch(point -> point.replicas() == 5 && point.phi() == 64)
          .allMatch(point -> point.obstacle(Kind.MEASURED).isEmpty())
          .extracting(Point::bytes)
          .contains(245, 498, 863, 1980, 4020, 8052, 14304);
    }
  }

  @Test
  void etcdPointsAreMeasuredBetweenEtcdClusters() {
    CompareOptions mirror = etcd("disaster");
    assertThat(mirror.workload().source()).isEqualTo(Source.ETCD);
    assertThat(mirror.workload().target()).isEqualTo(Target.ETCD);
    assertThat(mirror.clusters().duplex()).isFalse();
    assertThat(mirror.clusters().thresholds(1)).isEqualTo(new Thresholds(2, 0));
    CompareOptions shared = etcd("reconciliation");
    assertThat(shared.workload().target()).isEqualTo(Target.RECONCILE);
    assertThat(shared.clusters().duplex()).isTrue();
  }

  private static CompareOptions etcd(String graph) {
    for (Point point : graph(graph).points()) {
      Point.options(List.of(point), SampleResults.TIMING).check();
    }
    return Point.options(graph(graph).points().subList(0, 6), SampleResults.TIMING);
  }

  @Test
  void regionsOnOneMachineHaveTheProportionsOfThePublishedOnes() {
    for (Point point : graph("geo replication").points()) {
      assertThat(point.obstacle(Kind.MEASURED)).isEmpty();
      assertThat(point.limits().pairMbit() / 8.0).isEqualTo(2);
      assertThat(point.load() * point.bytes() / 1e6).isBetween(2.79, 2.81);
      Limits limits = Point.options(List.of(point), SampleResults.TIMING).hosting().limits();
      assertThat(limits).isEqualTo(point.limits());
    }
  }

  @Test
  void clustersThatNoMachineBearsAreSimulatedOnly() {
    assertThat(graph("replicas: throughput").points())
        .filteredOn(point -> point.replicas() > 19)
        .hasSize(6 * 4)
        .allMatch(point -> point.obstacle(Kind.SIMULATED).isEmpty())
        .allMatch(point -> point.obstacle(Kind.MEASURED).orElseThrow().contains("simulated only"));
  }

  @Test
  void clustersBearTheFaultsOfEveryPoint() {
    for (Graph graph : Grid.full()) {
      for (Point point : graph.points()) {
        ClusterOptions clusters = Point.options(List.of(point), SampleResults.TIMING).clusters();
        clusters.check();
      }
    }
  }

  @Test
  void differentPointsHaveDifferentNames() {
    Set<Point> points = new HashSet<>();
    Grid.full().forEach(graph -> points.addAll(graph.points()));
    assertThat(points).extracting(Point::name).doesNotHaveDuplicates();
    assertThat(points).extracting(Point::name).allMatch(name -> name.matches("[A-Za-z0-9-]+"));
  }

  @Test
  void theQuickGridHasEveryGraphWithFewerPoints() {
    List<Graph> quick = Grid.quick();
    assertThat(quick)
        .extracting(Graph::name)
        .isEqualTo(Grid.full().stream().map(Graph::name).toList());
    for (int i = 0; i < quick.size(); i++) {
      assertThat(quick.get(i).points())
          .isNotEmpty()
          .isSubsetOf(Grid.full().get(i).points())
          .hasSizeLessThan(Grid.full().get(i).points().size());
    }
  }

  @Test
  void aNameMayBeAnyUniquePart() {
    assertThat(graph("CRASH FAILURES:").name()).startsWith("Crash Failures: ");
    assertThat(graph("Throughput vs Num Nodes with Varying Stake Split").name())
        .endsWith("Stake Split");
    assertThatThrownBy(() -> graph("crash"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'crash' names 2 graphs");
    assertThatThrownBy(() -> graph("latency")).hasMessageContaining("'latency' names 0 graphs");
  }
}
