package io.picsou.core.picsou;

import java.util.BitSet;

/**
 * Which senders a receiver has heard of lately: that they transmit anything, whether it was here
 * already or not (docs/protocol.md, section 6, "Dead paths"). Not thread-safe.
 */
final class Heard {
  /**
   * What is longer ago is forgotten. Acknowledgments may be late or lost for most of that, or who
   * is heard now and then would seem not to be.
   */
  static final long MEMORY_NANOS = 1_000_000_000;

  private final BitSet ever = new BitSet();
  private final long[] lastNanos;

  Heard(int senders) {
    this.lastNanos = new long[senders];
  }

  void from(int sender, long nowNanos) {
    ever.set(sender);
    lastNanos[sender] = nowNanos;
  }

  /** One bit for every sender, as {@link BitSet#toLongArray} has them. */
  long[] senders(long nowNanos) {
    BitSet lately = new BitSet(lastNanos.length);
    for (int id = ever.nextSetBit(0); id >= 0; id = ever.nextSetBit(id + 1)) {
      lately.set(id, nowNanos - lastNanos[id] < MEMORY_NANOS);
    }
    return lately.toLongArray();
  }
}
