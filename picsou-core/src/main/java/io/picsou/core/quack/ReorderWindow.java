package io.picsou.core.quack;

import java.time.Duration;

/**
 * How long an entry may be missing before anyone may call it lost, learnt from how long entries
 * take to arrive at a quorum (docs/protocol.md, section 6): smoothed delay plus four times its
 * variation, as TCP computes its retransmission time-out. What other senders need to send their
 * share is part of that delay.
 */
public final class ReorderWindow {
  /** The window, in units of the shortest one, before anything was measured. */
  static final int INITIAL_FACTOR = 40;

  private final long minNanos;
  private final long maxNanos;
  private double smoothed = -1;
  private double variation;

  public ReorderWindow(Duration min, Duration max) {
    this.minNanos = min.toNanos();
    this.maxNanos = max.toNanos();
  }

  /** Takes in the delay of an entry that was sent once only. */
  public void sample(long delayNanos) {
    if (smoothed < 0) {
      smoothed = delayNanos;
      variation = delayNanos / 2.0;
      return;
    }
    variation += (Math.abs(delayNanos - smoothed) - variation) / 4;
    smoothed += (delayNanos - smoothed) / 8;
  }

  /** The window now. */
  public long nanos() {
    double window = smoothed < 0 ? (double) INITIAL_FACTOR * minNanos : smoothed + 4 * variation;
    return (long) Math.max(minNanos, Math.min(maxNanos, window));
  }
}
