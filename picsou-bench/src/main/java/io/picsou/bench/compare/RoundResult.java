package io.picsou.bench.compare;

import java.util.List;
import java.util.Map;

/**
 * What was measured of one system in one round.
 *
 * @param round counted from 1
 * @param entriesPerSecond growth of what every correct receiver has, per link; the mean of both
 *     links in duplex
 * @param megabytesPerSecond the same in 10^6 bytes of payload
 * @param quacksPerSecond growth of the highest QUACK, likewise
 * @param warmupSeconds before: as long as compilers were busy, within bounds
 * @param seconds that were measured
 * @param perLink entries per second of each link
 * @param curve entries per second in each fraction of the time, warm-up included, of the first link
 * @param committedPerSecond growth of what etcd has committed for the senders to read, per link;
 *     null with other sources, which commit what is taken
 * @param cpuSeconds while it was measured, by cluster; "all" if a process hosts both. "servers" are
 *     Kafka's brokers, "etcd" the members of both etcd clusters
 * @param peakMegabytes of resident memory since the start, likewise
 * @param latency null unless the log grows at a stated rate
 */
public record RoundResult(
    int round,
    double entriesPerSecond,
    double megabytesPerSecond,
    double quacksPerSecond,
    double warmupSeconds,
    double seconds,
    List<Double> perLink,
    List<Double> curve,
    Double committedPerSecond,
    Wire wire,
    Map<String, Double> cpuSeconds,
    Map<String, Double> peakMegabytes,
    Latency latency,
    Verdict verdict) {

  /**
   * What moved while it was measured, per entry that came to be everywhere, over all replicas.
   *
   * @param crossBytes from one cluster to the other
   * @param localBytes between receivers
   * @param ackBytes to senders
   * @param copies of the entry sent across
   * @param resent entries that were sent again, in all
   * @param dropped messages with entries that found no room on their way out, in all
   */
  public record Wire(
      double crossBytes,
      double localBytes,
      double ackBytes,
      double copies,
      long resent,
      long dropped) {}

  /**
   * From the moment that an entry was to be committed until the last receiver had it; milliseconds.
   *
   * @param count how many entries it is about
   */
  public record Latency(double p50, double p99, double p999, double max, long count) {}

  /**
   * Whether the system has kept its promise.
   *
   * @param entries that were sent, over all links
   * @param lost those that arrived nowhere, where that is allowed
   * @param problems what is not as promised; empty if all is well
   */
  public record Verdict(long entries, long lost, List<String> problems) {}

  /** Processor time of all sides. */
  public double totalCpuSeconds() {
    return cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Peak memory of all sides. */
  public double totalPeakMegabytes() {
    return peakMegabytes.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
