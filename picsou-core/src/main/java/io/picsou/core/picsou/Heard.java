package io.picsou.core.picsou;

import java.util.BitSet;

/**
 * Which senders a receiver has heard of lately: that they transmit what is their duty, whether it
 * was here already or not (docs/protocol.md, section 6, "Dead paths"). Not thread-safe.
 */
final class Heard {
  private final long memoryNanos;
  private final BitSet ever = new BitSet();
  private final long[] lastNanos;

  /**
   * @param memoryNanos what is longer ago is forgotten
   */
  Heard(int senders, long memoryNanos) {
    this.memoryNanos = memoryNanos;
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
      lately.set(id, nowNanos - lastNanos[id] < memoryNanos);
    }
    return lately.toLongArray();
  }
}
