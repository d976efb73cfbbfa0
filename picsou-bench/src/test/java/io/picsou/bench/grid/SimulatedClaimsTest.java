package io.picsou.bench.grid;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.bench.compare.CompareOptions.Timing;
import io.picsou.bench.grid.PointResult.Kind;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The publication's three claims on its own testbed, simulated at some points. Where the simulation
 * differs from a claim, docs/simulator.md says why, and this test says by how much.
 */
class SimulatedClaimsTest {
  private static final Timing TIMING = new Timing(3, 2, 1);

  private final SimulatedRunner runner = new SimulatedRunner("test");

  /** What systems come out as at one place of a graph. */
  private Map<String, PointResult> at(String graph, int x, List<String> systems) throws Exception {
    Map<String, SortedMap<Integer, Point>> lines = Grid.named(graph, Grid.full()).lines();
    List<Point> points = systems.stream().map(system -> lines.get(system).get(x)).toList();
    return runner.run(points, TIMING, done -> {}).stream()
        .collect(Collectors.toMap(result -> result.point().system(), result -> result));
  }

  private static double rate(Map<String, PointResult> results, String system) {
    PointResult result = results.get(system);
    assertThat(result.kind()).isEqualTo(Kind.SIMULATED);
    result.check();
    assertThat(result.failure()).isNull();
    return result.summary().entriesPerSecond().median();
  }

  private static double ratio(Map<String, PointResult> results, String system, String other) {
    return rate(results, system) / rate(results, other);
  }

  private static double megabytes(Map<String, PointResult> results, String system) {
    return results.get(system).summary().megabytesPerSecond().median();
  }

  @Test
  void locallyPicsouIsBetweenAllToAllAndOneShot() throws Exception {
    List<String> systems = List.of("PICSOU", "ATA", "OST");
    for (String graph : List.of("Network Size @ 1MB", "Network Size @ 100B")) {
      Map<String, PointResult> four = at(graph, 4, systems);
      assertThat(ratio(four, "PICSOU", "ATA")).as(graph).isBetween(3.6, 4.1);
      assertThat(ratio(four, "PICSOU", "OST")).as(graph).isLessThan(1);
      Map<String, PointResult> ten = at(graph, 10, systems);
      assertThat(ratio(ten, "PICSOU", "ATA")).as(graph).isBetween(7.0, 10.5);
      assertThat(ratio(ten, "PICSOU", "OST")).as(graph).isLessThan(1);
    }
    Map<String, PointResult> most = at("Network Size @ 1MB", 19, systems);
    assertThat(ratio(most, "PICSOU", "ATA")).isBetween(16.0, 19.5); // 19 copies against 1
    assertThat(ratio(most, "PICSOU", "OST")).isLessThan(1);
  }

  @Test
  void withCrashesPicsouIsSomeTimesAsFastAsAllToAll() throws Exception {
    List<String> systems = List.of("PICSOU", "ATA", "LL", "OTU");
    // Cards take in a copy of every living sender under ATA: 3, 7 and 13.
    Map<String, PointResult> four = at("Crash Failures: ", 4, systems);
    assertThat(ratio(four, "PICSOU", "ATA")).isBetween(2.7, 3.1);
    Map<String, PointResult> ten = at("Crash Failures: ", 10, systems);
    assertThat(ratio(ten, "PICSOU", "ATA")).isBetween(5.5, 7.1);
    Map<String, PointResult> most = at("Crash Failures: ", 19, systems);
    assertThat(ratio(most, "PICSOU", "ATA")).isBetween(8.0, 13.1);
    for (Map<String, PointResult> results : List.of(ten, most)) {
      assertThat(ratio(results, "LL", "ATA")).isBetween(0.9, 1.6);
      assertThat(ratio(results, "OTU", "ATA")).isBetween(0.9, 1.6);
    }
  }

  @Test
  void betweenRegionsOnePairIsNotEnough() throws Exception {
    List<String> systems = List.of("PICSOU", "ATA", "OST", "LL", "OTU");
    for (int bytes : List.of(1980, 14304)) {
      Map<String, PointResult> results = at("Disaster Recovery", bytes, systems);
      assertThat(megabytes(results, "ATA")).isBetween(47.0, 50.0);
      assertThat(megabytes(results, "LL")).isBetween(47.0, 50.0);
      assertThat(megabytes(results, "PICSOU")).isBetween(69.0, 71.0);
      assertThat(megabytes(results, "OST")).isBetween(69.0, 71.0);
      assertThat(megabytes(results, "OTU")).isBetween(47.0, 50.0);
    }
  }
}
