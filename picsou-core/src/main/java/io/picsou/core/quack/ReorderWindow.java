package io.picsou.core.quack;

/**
 * How long one sender's entries may be missing before anyone may call them lost, learnt from how
 * long they take to arrive at a quorum: smoothed delay plus four times its variation, as TCP
 * computes its retransmission time-out. Unbounded; {@link ReorderWindows} bounds it.
 */
public final class ReorderWindow {
  private double smoothed;
  private double variation;
  private boolean measured;

  /**
   * @param initialNanos the window before anything was measured
   */
  public ReorderWindow(long initialNanos) {
    smoothed = initialNanos / 3.0;
    variation = smoothed / 2;
  }

  /** Takes in the delay of an entry that was sent once only. */
  public void sample(long delayNanos) {
    if (!measured) {
      measured = true;
      smoothed = delayNanos;
      variation = delayNanos / 2.0;
      return;
    }
    variation += (Math.abs(delayNanos - smoothed) - variation) / 4;
    smoothed += (delayNanos - smoothed) / 8;
  }

  boolean measured() {
    return measured;
  }

  /** Loses half of its patience. */
  public void halve() {
    smoothed /= 2;
    variation /= 2;
  }

  /** The window as it stands. */
  public long nanos() {
    return (long) (smoothed + 4 * variation);
  }
}
