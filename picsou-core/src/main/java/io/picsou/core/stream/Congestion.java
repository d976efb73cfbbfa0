package io.picsou.core.stream;

/**
 * For how long too much has waited for one peer, and so whether whoever makes entries should pause
 * for it (docs/protocol.md, section 7): dead and stuck ones hold a link up once, slow ones as often
 * as they come on. Not thread-safe.
 */
public final class Congestion {
  /** How long a peer may be congested before it is left behind. */
  public static final long PATIENCE_NANOS = 1_000_000_000;

  /**
   * Which part of a full queue slow ones must take before there is new patience with them. So liars
   * that hold the link up leave it that much in every {@link #PATIENCE_NANOS}.
   */
  public static final int STEPS = 16;

  private static final long NEVER = Long.MIN_VALUE;

  private final long capacityBytes;
  private long sinceNanos = NEVER;
  private long takenSince;

  /**
   * @param capacityBytes of the peer's queue
   */
  public Congestion(long capacityBytes) {
    this.capacityBytes = capacityBytes;
  }

  /**
   * To be called again and again while {@link #lasts}.
   *
   * @param congested whether too much waits
   * @param takenBytes what has left the queue since the last call
   */
  public void observe(boolean congested, long takenBytes, long nowNanos) {
    takenSince += takenBytes;
    if (congested && sinceNanos == NEVER) {
      sinceNanos = nowNanos;
      takenSince = 0;
    } else if (!congested && takenSince >= capacityBytes / STEPS) {
      sinceNanos = NEVER;
    }
  }

  /** Whether the peer was congested and has not taken enough since. */
  public boolean lasts() {
    return sinceNanos != NEVER;
  }

  /**
   * Whether a pause is of use: the peer is slow, but was not for {@link #PATIENCE_NANOS} on end.
   *
   * @param congested whether too much waits now
   */
  public boolean isWorthAPause(boolean congested, long nowNanos) {
    return congested && (sinceNanos == NEVER || nowNanos - sinceNanos < PATIENCE_NANOS);
  }

  /** When {@link #isWorthAPause} changes by itself, or {@link Long#MAX_VALUE}. */
  public long deadlineNanos(boolean congested, long nowNanos) {
    boolean ends = sinceNanos != NEVER && isWorthAPause(congested, nowNanos);
    return ends ? sinceNanos + PATIENCE_NANOS : Long.MAX_VALUE;
  }
}
