package io.picsou.sim.event;

/**
 * A 64-bit hash over everything that happened, in order: two histories with the same hash are taken
 * for the same, bit for bit.
 */
public final class TraceHash {
  private long state = 0x9E3779B97F4A7C15L;

  /** Takes in one number. */
  public void add(long value) {
    long mixed = (state ^ value) * 0xBF58476D1CE4E5B9L;
    state = Long.rotateLeft(mixed ^ (mixed >>> 29), 17) * 0x94D049BB133111EBL;
  }

  /** The hash so far. */
  public long value() {
    return state ^ (state >>> 31);
  }

  @Override
  public String toString() {
    return String.format("%016x", value());
  }
}
