package io.picsou.core.quack;

/**
 * A patience that learns: doubled whenever help turns out to be needless, and halved again after a
 * long time without. The shortest reordering window of senders is one (docs/protocol.md, section
 * 6), the age at which a receiver fetches an entry another (section 4). So a machine or network
 * with long pauses soon causes no needless work, while losses are still repaired quickly elsewhere.
 * Not thread-safe.
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

  /**
   * @param minNanos what it starts with and returns to
   * @param maxNanos what it never exceeds
   */
  public WindowFloor(long minNanos, long maxNanos) {
    this.minNanos = minNanos;
    this.maxNanos = maxNanos;
    this.nanos = minNanos;
  }

  /** How long to wait now. */
  public long nanos() {
    return nanos;
  }

  /**
   * Help was given for entries that were only late. Counts once per window: they come in crowds.
   */
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
