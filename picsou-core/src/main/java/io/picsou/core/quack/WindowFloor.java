package io.picsou.core.quack;

/**
 * The shortest reordering window: the configured one, doubled whenever receivers tell that a resend
 * was needless, and halved again after a long time without (docs/protocol.md, section 6). So a
 * machine or network whose pauses are longer than the configured window soon causes no resends,
 * while losses are still repaired quickly elsewhere.
 */
public final class WindowFloor {
  /** After how many windows without needless resends it is halved. */
  static final int CALM_WINDOWS = 256;

  private final long minNanos;
  private final long maxNanos;
  private long nanos;
  private long raisedAtNanos;
  private long quietSinceNanos;
  private boolean raised;

  public WindowFloor(long minNanos, long maxNanos) {
    this.minNanos = minNanos;
    this.maxNanos = maxNanos;
    this.nanos = minNanos;
  }

  public long nanos() {
    return nanos;
  }

  /** Entries were resent that were only late. Counts once per window: they come in crowds. */
  public void needless(long nowNanos) {
    quietSinceNanos = nowNanos;
    if (!raised || nowNanos - raisedAtNanos >= nanos) {
      raised = true;
      raisedAtNanos = nowNanos;
      nanos = Math.min(maxNanos, 2 * nanos);
    }
  }

  /** Time has passed. */
  public void settle(long nowNanos) {
    if (nanos > minNanos && nowNanos - quietSinceNanos >= CALM_WINDOWS * nanos) {
      quietSinceNanos = nowNanos;
      nanos = Math.max(minNanos, nanos / 2);
    }
  }
}
