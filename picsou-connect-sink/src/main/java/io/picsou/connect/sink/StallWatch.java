package io.picsou.connect.sink;

import java.time.Duration;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches that a link gets on: warns while entries wait and none is QUACKed, and fails the task
 * when that lasts too long.
 */
final class StallWatch {
  private static final Logger LOG = LoggerFactory.getLogger(StallWatch.class);

  /** The pause between two warnings. */
  static final Duration WARN_INTERVAL = Duration.ofSeconds(30);

  private final String link;
  private final long timeoutNanos;
  private long quacked = -1;
  private long progressNanos;
  private long warnedNanos;

  /**
   * @param timeout when to fail; zero for never
   */
  StallWatch(String link, Duration timeout) {
    this.link = link;
    this.timeoutNanos = timeout.toNanos();
  }

  /**
   * Takes a look.
   *
   * @param wanted the last sequence that the sender was given or is to be given
   * @throws ConnectException if entries have waited too long
   */
  void check(Sender sender, long wanted, long nowNanos) {
    long reached = sender.quacked();
    if (reached != quacked || reached >= wanted) {
      quacked = reached;
      progressNanos = nowNanos;
      warnedNanos = nowNanos;
      return;
    }
    if (timeoutNanos > 0 && nowNanos - progressNanos >= timeoutNanos) {
      throw new ConnectException(
          message(wanted, nowNanos, sender)
              + "\nCheck that enough receivers run, and the addresses in"
              + " picsou.receiving.replicas; then restart the task. Nothing is lost: offsets are"
              + " committed up to entry "
              + quacked
              + " only.");
    }
    if (nowNanos - warnedNanos >= WARN_INTERVAL.toNanos()) {
      warnedNanos = nowNanos;
      LOG.warn("{}", message(wanted, nowNanos, sender));
    }
  }

  private String message(long wanted, long nowNanos, Sender sender) {
    return ("Link %s: entries %d to %d wait, and for %d s not one was acknowledged by enough"
            + " receivers:\n%s")
        .formatted(
            link,
            quacked + 1,
            wanted,
            Duration.ofNanos(nowNanos - progressNanos).toSeconds(),
            sender.status());
  }
}
