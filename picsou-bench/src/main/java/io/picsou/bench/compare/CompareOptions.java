package io.picsou.bench.compare;

import java.util.List;
import java.util.Map;

/**
 * What to compare, and how. All of it is part of the result.
 *
 * @param systems names, in the order in which they run in each round
 * @param settings of the link that differ from their defaults, by the names that connectors use
 */
public record CompareOptions(
    List<String> systems,
    ClusterOptions clusters,
    Workload workload,
    Timing timing,
    Hosting hosting,
    Map<String, String> settings) {

  /**
   * How long each system runs in each round.
   *
   * @param warmupSeconds before anything is measured
   * @param seconds that are measured
   */
  public record Timing(double warmupSeconds, double seconds, int rounds) {}

  /**
   * What is sent.
   *
   * @param bytes the size of every payload
   * @param source where the senders' log comes from
   * @param entriesPerSecond how fast it grows (an open loop, for latencies); 0 for as fast as it is
   *     taken (a closed loop, for throughput)
   * @param durable whether receivers acknowledge, and count, only what is durable in their log file
   */
  public record Workload(int bytes, Source source, double entriesPerSecond, boolean durable) {
    /** Whether latencies can be told. */
    public boolean openLoop() {
      return entriesPerSecond > 0;
    }
  }

  /** Where the senders' log comes from. */
  public enum Source {
    GENERATOR,
    FILE
  }

  /**
   * Which process hosts which replica.
   *
   * @param each a process for each replica, or one for all of them
   * @param java options of these processes
   */
  public record Hosting(boolean each, List<String> java) {}
}
