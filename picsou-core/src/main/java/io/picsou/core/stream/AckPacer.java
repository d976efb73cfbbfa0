package io.picsou.core.stream;

/**
 * When a receiver tells what it has, and whom (docs/protocol.md, section 5): one acknowledgment per
 * interval, going round the others, until each of them knows the newest state. The cost per time
 * does not grow with the clusters; when nothing changes and nothing is missing it is zero.
 */
public final class AckPacer {
  /**
   * So many others are told at the stated interval. Where there are more it is longer in
   * proportion, so that larger clusters do not tell more in all.
   */
  public static final int AT_FULL_PACE = 4;

  /** No round becomes longer by that than so many intervals, or nobody would know of a QUACK. */
  static final int MOST_INTERVALS = 100;

  private final int others;
  private final long intervalNanos;
  private final long refreshNanos;
  private int next;
  private int pending;
  private long nextNanos;
  private boolean started;

  /**
   * @param others how many replicas to tell
   * @param intervalNanos the pause after telling one of {@link #AT_FULL_PACE} others or fewer
   * @param refreshNanos the pause between two rounds while something is missing
   */
  public AckPacer(int others, long intervalNanos, long refreshNanos) {
    this.others = others;
    this.intervalNanos = paceNanos(others, intervalNanos);
    this.refreshNanos = refreshNanos;
    this.pending = others;
  }

  /** How long it takes until so many others have been told once. */
  public static long roundNanos(int others, long intervalNanos) {
    return others * paceNanos(others, intervalNanos);
  }

  private static long paceNanos(int others, long intervalNanos) {
    int told = Math.max(1, others);
    long inProportion = intervalNanos * told / AT_FULL_PACE;
    long inTime = MOST_INTERVALS * intervalNanos / told;
    return Math.max(intervalNanos, Math.min(inProportion, inTime));
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
