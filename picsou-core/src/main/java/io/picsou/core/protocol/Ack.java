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

  /** Whether the receiver says it has every entry of a range. */
  public boolean showsAll(long first, long last) {
    long at = Math.max(first, held + 1);
    while (at <= last && word(at) == -1) {
      at += Long.SIZE;
    }
    return at > last || at + Long.numberOfTrailingZeros(~word(at)) > last;
  }

  /** What the receiver says of 64 entries: bit i is whether it has {@code from + i}. */
  public long word(long from) {
    long bit = from - held - 1;
    if (bit < 0) {
      boolean reachesList = bit > -Long.SIZE && phi.length > 0;
      return cumulative(bit) | (reachesList ? phi[0] << -bit : 0);
    }
    if (bit >= (long) Long.SIZE * phi.length) {
      return 0;
    }
    int index = (int) (bit >> 6);
    boolean whole = (bit & 63) == 0 || index + 1 == phi.length;
    return phi[index] >>> bit | (whole ? 0 : phi[index + 1] << -bit);
  }

  /** As many ones as a word that starts so far before the φ-list has bits of the part held. */
  private static long cumulative(long bit) {
    return bit <= -Long.SIZE ? -1 : -1L >>> bit;
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
