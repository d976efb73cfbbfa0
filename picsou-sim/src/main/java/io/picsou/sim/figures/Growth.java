package io.picsou.sim.figures;

import io.picsou.core.entry.Frame;
import java.util.Arrays;

/**
 * How fast the log comes to be where it belongs: at every correct receiver, or, where each entry
 * goes to one receiver only, there. Rates are taken between the first and the last change while it
 * is measured, so that large entries do not make them coarse.
 */
final class Growth {
  /** A count and how it has grown. */
  private static final class Count {
    long value;
    long firstValue;
    long firstNanos = -1;
    long lastNanos;

    void set(long newest, long nowNanos, long fromNanos) {
      if (newest <= value) {
        return;
      }
      value = newest;
      if (nowNanos < fromNanos) {
        return;
      }
      lastNanos = nowNanos;
      if (firstNanos < 0) {
        firstNanos = nowNanos;
        firstValue = newest;
      }
    }

    double perSecond() {
      return lastNanos > firstNanos && firstNanos >= 0
          ? (value - firstValue) * 1e9 / (lastNanos - firstNanos)
          : 0;
    }
  }

  private final long fromNanos;
  private final boolean shares;
  private final long[] delivered;
  private final Count everywhere = new Count();
  private final Count quacked = new Count();
  private long entries;

  /**
   * @param fromNanos when the warm-up ends
   * @param shares whether each entry goes to one receiver only
   * @param correct which receivers count
   */
  Growth(long fromNanos, boolean shares, boolean[] correct) {
    this.fromNanos = fromNanos;
    this.shares = shares;
    this.delivered = new long[correct.length];
    for (int i = 0; i < correct.length; i++) {
      delivered[i] = correct[i] ? 0 : Long.MAX_VALUE;
    }
  }

  void delivered(int receiver, Frame run, long nowNanos) {
    if (delivered[receiver] == Long.MAX_VALUE) {
      return;
    }
    long before = delivered[receiver];
    delivered[receiver] = run.last();
    entries += run.count();
    if (shares) {
      everywhere.set(entries, nowNanos, fromNanos);
    } else if (before == everywhere.value) {
      everywhere.set(Arrays.stream(delivered).min().orElse(0), nowNanos, fromNanos);
    }
  }

  /** The highest QUACK that any sender knows of. */
  void quacked(long sequence, long nowNanos) {
    quacked.set(sequence, nowNanos, fromNanos);
  }

  long everywhere() {
    return everywhere.value;
  }

  double entriesPerSecond() {
    return everywhere.perSecond();
  }

  /** 0 where nothing is acknowledged. */
  double quacksPerSecond() {
    return shares ? 0 : quacked.perSecond();
  }
}
