package io.picsou.sim.node;

/** A replica's own clock: somewhere else, a little too fast or too slow, and sometimes jumping. */
final class SimClock {
  private static final long MILLION = 1_000_000;

  private final long startNanos;
  private final long rate;
  private long offsetNanos;

  /**
   * @param startNanos virtual time at which the clock shows {@code offsetNanos}
   * @param driftPpm how much too fast it is, in millionths
   */
  SimClock(long startNanos, long offsetNanos, int driftPpm) {
    this.startNanos = startNanos;
    this.offsetNanos = offsetNanos;
    this.rate = MILLION + driftPpm;
  }

  /** What it shows at a moment of virtual time. */
  long local(long virtualNanos) {
    return offsetNanos + (virtualNanos - startNanos) * rate / MILLION;
  }

  /** The first moment of virtual time at which it shows at least this. */
  long virtual(long localNanos) {
    long elapsed = localNanos - offsetNanos;
    return elapsed <= 0 ? startNanos : startNanos + (elapsed * MILLION + rate - 1) / rate;
  }

  void jump(long nanos) {
    offsetNanos += nanos;
  }
}
