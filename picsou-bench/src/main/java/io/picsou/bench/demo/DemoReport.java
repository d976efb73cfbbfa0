package io.picsou.bench.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What the demo has seen.
 *
 * @param entries committed on A
 * @param bytes of A's log
 * @param countedEntries entries whose copies were counted: committed when the replicas had warmed
 *     up, and delivered everywhere before anyone was killed
 * @param copiesBeforeKill cross-cluster copies of each of those
 * @param copiesInAll cross-cluster copies of each entry over the whole demo, as far as the killed
 *     sender could still tell
 * @param kills who was killed, in order
 * @param logs the logs of both clusters
 * @param seconds from the first commit to the last delivery
 * @param problems what is not as it should be; empty if all is well
 */
public record DemoReport(
    long entries,
    long bytes,
    long countedEntries,
    double copiesBeforeKill,
    double copiesInAll,
    List<Kill> kills,
    List<LogReport> logs,
    double seconds,
    List<String> problems) {

  /**
   * A replica that was killed.
   *
   * @param atSeconds after the first commit
   * @param committed entries committed on A by then
   */
  public record Kill(String replica, long pid, double atSeconds, long committed) {}

  /**
   * One replica's log in the end.
   *
   * @param entries whole ones in it
   * @param identical to A's log, or if it was killed, to the beginning of A's log
   */
  public record LogReport(
      String replica, boolean killed, long entries, long bytes, String sha256, boolean identical) {}

  /** Whether the demo has shown what it promises. */
  @JsonProperty
  public boolean ok() {
    return problems.isEmpty();
  }

  /** Entries per second, delivered to every replica that was not killed. */
  @JsonProperty
  public double entriesPerSecond() {
    return entries / seconds;
  }

  /** The same in MB (10^6 bytes) per second. */
  @JsonProperty
  public double megabytesPerSecond() {
    return bytes / seconds / 1e6;
  }
}
