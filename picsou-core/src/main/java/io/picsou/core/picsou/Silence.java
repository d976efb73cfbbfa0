package io.picsou.core.picsou;

import java.util.BitSet;

/**
 * Which replicas were not heard of for so long that they may be down (docs/protocol.md, sections 4
 * and 6). What counts as being heard of is its user's business. Not thread-safe.
 */
final class Silence {
  /** Who was silent for so long may be down. */
  static final long NANOS = 1_000_000_000;

  private final BitSet timed = new BitSet();
  private final long[] sinceNanos;

  Silence(int replicas) {
    this.sinceNanos = new long[replicas];
  }

  /** A replica was heard of. */
  void end(int id, long nowNanos) {
    timed.set(id);
    sinceNanos[id] = nowNanos;
  }

  /** Whether a replica may be down; counted from the first question if it was never heard of. */
  boolean of(int id, long nowNanos) {
    if (!timed.get(id)) {
      end(id, nowNanos);
    }
    return nowNanos - sinceNanos[id] >= NANOS;
  }
}
