package io.picsou.bench.compare;

import io.picsou.bench.net.NetworkMeasurement;
import java.util.List;
import java.util.stream.Stream;

/**
 * A whole comparison: what was asked for, where it ran, what was measured, and what that comes to.
 *
 * @param network what the limits of a shaped network were measured to be; null without
 * @param ceiling one raw gRPC stream, in entries that would have fitted into it
 */
public record CompareResult(
    CompareOptions parameters,
    Environment environment,
    NetworkMeasurement network,
    SystemResult ceiling,
    List<SystemResult> systems) {

  /** One system: each round, and the medians over them. */
  public record SystemResult(
      String name, Promise promise, List<RoundResult> rounds, Summary summary) {}

  /**
   * Medians over the rounds.
   *
   * @param committedPerSecond what etcd committed meanwhile; null with other sources
   * @param toAta entries per second as a multiple of ATA's; null if ATA did not run
   * @param toKafka likewise
   * @param ofCeiling entries per second as a part of what one raw stream could carry if it did
   *     nothing but to bring the same copies of each entry to the receivers
   * @param latencyMillis p50, p99, p99.9; empty unless the log grew at a stated rate
   */
  public record Summary(
      Spread entriesPerSecond,
      Spread megabytesPerSecond,
      double quacksPerSecond,
      Double committedPerSecond,
      Double toAta,
      Double toKafka,
      Double ofCeiling,
      RoundResult.Wire wire,
      double cpuSeconds,
      double peakMegabytes,
      List<Double> latencyMillis) {}

  /** What is not as promised in any round; empty if all is well. */
  public List<String> problems() {
    return systems.stream()
        .flatMap(
            system -> system.rounds().stream().flatMap(round -> describe(system.name(), round)))
        .toList();
  }

  private static Stream<String> describe(String system, RoundResult round) {
    return round.verdict().problems().stream()
        .map(problem -> system + " in round " + round.round() + ": " + problem);
  }
}
