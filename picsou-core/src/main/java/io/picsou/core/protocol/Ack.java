package io.picsou.core.protocol;

/**
 * What one receiver has, as it tells senders and local peers (docs/protocol.md, section 5).
 *
 * @param durable everything up to here survives the receiver's own crash; this is what a QUACK
 *     counts
 * @param held everything up to here has arrived; at least {@code durable}
 * @param phi the φ-list: bit i (of word i/64) says whether {@code held + 1 + i} has arrived too.
 *     Shared, not copied: treat it as frozen. Never null.
 */
public record Ack(long durable, long held, long[] phi) {
  public Ack {
    if (durable < 0 || held < durable) {
      throw new IllegalArgumentException("ack with durable " + durable + " and held " + held);
    }
  }

  /** Whether the receiver says it has an entry. */
  public boolean shows(long sequence) {
    long bit = sequence - held - 1;
    return bit < 0 || (bit < 64L * phi.length && (phi[(int) (bit >> 6)] >>> bit & 1) != 0);
  }

  /** The highest sequence that the receiver says it has. */
  public long highest() {
    for (int word = phi.length - 1; word >= 0; word--) {
      if (phi[word] != 0) {
        return held + 64L * (word + 1) - Long.numberOfLeadingZeros(phi[word]);
      }
    }
    return held;
  }
}
