package io.picsou.core.baseline;

import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.quack.ReorderWindow;
import io.picsou.core.quack.ReorderWindows;

/**
 * How long an acknowledgment may stay away: where later entries have arrived, the shortest
 * reordering window, for a stream is in order; otherwise a time-out that is learnt from how long
 * entries take to arrive, with the bounds that Picsou uses.
 */
final class Patience {
  private final long minNanos;
  private final long maxNanos;
  private final ReorderWindow delay;

  /** The entry being timed, 0 for none. */
  private long timed;

  private long timedAtNanos;

  Patience(LinkOptions options) {
    this.minNanos = options.minReorderWindow().toNanos();
    this.maxNanos = options.maxReorderWindow().toNanos();
    this.delay = new ReorderWindow(ReorderWindows.INITIAL_FACTOR * minNanos);
  }

  void offered(long sequence, long nowNanos) {
    if (timed == 0) {
      timed = sequence;
      timedAtNanos = nowNanos;
    }
  }

  void arrived(long upTo, long nowNanos) {
    if (timed > 0 && upTo >= timed) {
      timed = 0;
      delay.sample(nowNanos - timedAtNanos);
    }
  }

  /** Something was repeated: what is being timed teaches nothing. */
  void repeated() {
    timed = 0;
  }

  long gapNanos() {
    return minNanos;
  }

  long timeoutNanos() {
    return Math.min(maxNanos, Math.max(ReorderWindows.TIMEOUT_FACTOR * minNanos, delay.nanos()));
  }
}
