package io.picsou.core.picsou;

import java.util.BitSet;

/**
 * Which senders a receiver has heard of lately: that they transmit what is their duty, whether it
 * was here already or not (docs/protocol.md, section 6, "Dead paths"). Not thread-safe.
 */
final class Heard {
  /** So many rounds of acknowledgments tell of a transmission, since one may be lost. */
  static final int ROUNDS = 2;

  private final long leastNanos;
  private long memoryNanos;
  private final BitSet ever = new BitSet();
  private final long[] lastNanos;

  /**
   * @param leastNanos for how long it is remembered at least that a sender was heard
   */
  Heard(int senders, long leastNanos) {
    this.leastNanos = leastNanos;
    this.memoryNanos = leastNanos;
    this.lastNanos = new long[senders];
  }

  /** It takes so long to tell all senders. */
  void round(long nanos) {
    memoryNanos = Math.max(leastNanos, ROUNDS * nanos);
  }

  void from(int sender, long nowNanos) {
    ever.set(sender);
    lastNanos[sender] = nowNanos;
  }

  /** One bit for every sender, as {@link BitSet#toLongArray} has them. */
  long[] senders(long nowNanos) {
    BitSet lately = new BitSet(lastNanos.length);
    for (int id = ever.nextSetBit(0); id >= 0; id = ever.nextSetBit(id + 1)) {
      lately.set(id, nowNanos - lastNanos[id] < memoryNanos);
    }
    return lately.toLongArray();
  }
}
