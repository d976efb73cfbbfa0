package io.picsou.core.stream;

/**
 * When a receiver tells what it has, and whom (docs/protocol.md, section 5): one acknowledgment per
 * interval, going round the others, until each of them knows the newest state. The cost is constant
 * per time, however many others there are; when nothing changes and nothing is missing it is zero.
 */
public final class AckPacer {
  private final int others;
  private final long leastNanos;
  private final long refreshNanos;
  private long intervalNanos;
  private int next;
  private int pending;
  private long nextNanos;
  private boolean started;

  /**
   * @param others how many replicas to tell
   * @param refreshNanos the pause between two rounds while something is missing
   */
  public AckPacer(int others, long intervalNanos, long refreshNanos) {
    this.others = others;
    this.leastNanos = intervalNanos;
    this.intervalNanos = intervalNanos;
    this.refreshNanos = refreshNanos;
    this.pending = others;
  }

  /** Makes the interval so many times as long as it was at first. */
  public void stretch(double times) {
    intervalNanos = (long) (leastNanos * times);
  }

  /** The state has changed: everyone is to hear it. */
  public void changed() {
    pending = others;
  }

  /** The replica to tell now, or -1. */
  public int poll(long nowNanos, boolean missing) {
    if (!started) {
      started = true;
      nextNanos = nowNanos;
    }
    if (others == 0 || nowNanos - nextNanos < 0) {
      return -1;
    }
    if (pending == 0) {
      if (!missing || nowNanos - nextNanos < refreshNanos) {
        return -1;
      }
      pending = others;
    }
    pending--;
    nextNanos = nowNanos + intervalNanos;
    next = (next + 1) % others;
    return next;
  }

  /** When {@link #poll} may have an answer again. */
  public long deadlineNanos(long nowNanos, boolean missing) {
    if (others == 0 || (pending == 0 && !missing)) {
      return Long.MAX_VALUE;
    }
    if (!started) {
      return nowNanos;
    }
    return pending > 0 ? nextNanos : nextNanos + refreshNanos;
  }
}
