package io.picsou.core.quack;

import io.picsou.core.cluster.Cluster;
import java.util.Arrays;

/**
 * Receivers that have fallen far behind the QUACK but are alive (docs/protocol.md, section 7). A
 * sender pauses for them, or they would need help with what nobody retains for them any more. Only
 * a stake of r + 1 is waited for, as it includes an honest receiver; and one that does not come
 * closer in time is left behind until it has. Not thread-safe.
 */
public final class Laggards {
  /** How long one receiver may hold the link up. */
  public static final long PATIENCE_NANOS = 1_000_000_000;

  /** Who was silent for so long is not waited for. */
  static final long SILENCE_NANOS = 200_000_000;

  private static final long NONE = Long.MIN_VALUE;

  private final Cluster receivers;
  private final long limitBytes;
  private final long[] heardAtNanos;
  private final long[] behindSinceNanos;

  /**
   * @param limitBytes how far a receiver may be behind
   */
  public Laggards(Cluster receivers, long limitBytes) {
    this.receivers = receivers;
    this.limitBytes = limitBytes;
    this.heardAtNanos = new long[receivers.size()];
    this.behindSinceNanos = new long[receivers.size()];
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
    long stake = 0;
    long end = Long.MAX_VALUE;
    for (int receiver = 0; receiver < heardAtNanos.length; receiver++) {
      long itsEnd = pauseEndNanos(receiver);
      if (itsEnd != NONE && itsEnd - nowNanos > 0) {
        stake += receivers.stake(receiver);
        end = Math.min(end, itsEnd);
      }
    }
    return stake >= receivers.honestStake() ? end : nowNanos;
  }

  private long pauseEndNanos(int receiver) {
    return behindSinceNanos[receiver] == NONE
        ? NONE
        : Math.min(
            behindSinceNanos[receiver] + PATIENCE_NANOS, heardAtNanos[receiver] + SILENCE_NANOS);
  }
}
