package io.picsou.sim.figures;

import io.picsou.core.entry.Frame;
import java.util.Arrays;

/**
 * How fast the log comes to be where it belongs: at every correct receiver, or, where each entry
 * goes to one receiver only, there.
 */
final class Growth {
  /** With fewer changes the time between the first and the last of them counts, not all of it. */
  private static final int FEW = 200;

  private static final double NANOS_PER_SECOND = 1e9;

  /** A count and how it has grown. */
  private final class Count {
    private long value;
    private long valueBefore;
    private long firstValue;
    private long firstNanos;
    private long lastNanos;
    private long changes;

    void set(long newest, long nowNanos) {
      if (newest <= value) {
        return;
      }
      if (nowNanos < fromNanos) {
        valueBefore = newest;
      } else if (changes++ == 0) {
        firstNanos = nowNanos;
        firstValue = newest;
      }
      value = newest;
      lastNanos = nowNanos;
    }

    double perSecond(long untilNanos) {
      if (changes >= FEW) {
        return (value - valueBefore) * NANOS_PER_SECOND / (untilNanos - fromNanos);
      }
      long nanos = lastNanos - firstNanos;
      return changes < 2 || nanos == 0 ? 0 : (value - firstValue) * NANOS_PER_SECOND / nanos;
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
      everywhere.set(entries, nowNanos);
    } else if (before == everywhere.value) {
      everywhere.set(Arrays.stream(delivered).min().orElse(0), nowNanos);
    }
  }

  /** The highest QUACK that any sender knows of. */
  void quacked(long sequence, long nowNanos) {
    quacked.set(sequence, nowNanos);
  }

  long everywhere() {
    return everywhere.value;
  }

  double entriesPerSecond(long untilNanos) {
    return everywhere.perSecond(untilNanos);
  }

  /** 0 where nothing is acknowledged. */
  double quacksPerSecond(long untilNanos) {
    return shares ? 0 : quacked.perSecond(untilNanos);
  }
}
