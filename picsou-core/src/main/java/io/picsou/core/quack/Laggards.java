package io.picsou.core.quack;

import java.util.Arrays;

/**
 * Receivers that have fallen far behind the QUACK but are alive (docs/protocol.md, section 7).
 * Whoever makes entries should pause for them, or they would need help with all that is retained
 * for them no longer, which costs everybody more. One that does not come closer in time, as a liar
 * might, is left behind until it has. Not thread-safe.
 */
public final class Laggards {
  /** How long one receiver may hold the link up. */
  public static final long PATIENCE_NANOS = 1_000_000_000;

  /** Who was silent for so long is not waited for. */
  static final long SILENCE_NANOS = 200_000_000;

  private static final long NONE = Long.MIN_VALUE;

  private final long limitBytes;
  private final long[] heardAtNanos;
  private final long[] behindSinceNanos;

  /**
   * @param limitBytes how far a receiver may be behind
   */
  public Laggards(int receivers, long limitBytes) {
    this.limitBytes = limitBytes;
    this.heardAtNanos = new long[receivers];
    this.behindSinceNanos = new long[receivers];
    Arrays.fill(behindSinceNanos, NONE);
  }

  /** A receiver told what it has. */
  public void onAck(int receiver, long lagBytes, long nowNanos) {
    heardAtNanos[receiver] = nowNanos;
    if (lagBytes <= limitBytes) {
      behindSinceNanos[receiver] = NONE;
    } else if (behindSinceNanos[receiver] == NONE) {
      behindSinceNanos[receiver] = nowNanos;
    }
  }

  /** Whether a pause may bring someone back. */
  public boolean worthAPause(long nowNanos) {
    return pauseEndNanos(nowNanos) - nowNanos > 0;
  }

  /** Until when a pause is of use if nobody is heard of; now or before if it is not. */
  public long pauseEndNanos(long nowNanos) {
    long end = nowNanos;
    for (int receiver = 0; receiver < heardAtNanos.length; receiver++) {
      if (behindSinceNanos[receiver] != NONE) {
        long patience = behindSinceNanos[receiver] + PATIENCE_NANOS;
        long silence = heardAtNanos[receiver] + SILENCE_NANOS;
        end = Math.max(end, Math.min(patience, silence));
      }
    }
    return end;
  }
}
