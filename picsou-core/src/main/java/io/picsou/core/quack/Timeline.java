package io.picsou.core.quack;

/**
 * Remembers when a growing value was first seen to have reached what. Holds at most {@link #MARKS}
 * points: closer ones are merged, and when it is full every second one goes, so that an answer is
 * late rather than wrong.
 */
public final class Timeline {
  static final int MARKS = 64;

  /** The answer for a value that was not reached. */
  public static final long NEVER = Long.MAX_VALUE;

  private final long resolutionNanos;
  private final long[] values = new long[MARKS];
  private final long[] seenAtNanos = new long[MARKS];
  private int size;

  public Timeline(long resolutionNanos) {
    this.resolutionNanos = resolutionNanos;
  }

  /** The value is now seen to be at least this. */
  public void reached(long value, long nowNanos) {
    if (size > 0 && value - values[size - 1] <= 0) {
      return;
    }
    if (size > 1 && nowNanos - seenAtNanos[size - 2] < resolutionNanos) {
      size--;
    } else if (size == MARKS) {
      thin();
    }
    values[size] = value;
    seenAtNanos[size++] = nowNanos;
  }

  /** Since when the value has been at least this, or {@link #NEVER}. */
  public long sinceNanos(long value) {
    for (int i = 0; i < size; i++) {
      if (values[i] - value >= 0) {
        return seenAtNanos[i];
      }
    }
    return NEVER;
  }

  /** What had been reached a while ago, or 0. */
  public long valueAt(long agoNanos, long nowNanos) {
    for (int i = size - 1; i >= 0; i--) {
      if (nowNanos - seenAtNanos[i] >= agoNanos) {
        return values[i];
      }
    }
    return 0;
  }

  private void thin() {
    size /= 2;
    for (int i = 0; i < size; i++) {
      values[i] = values[2 * i + 1];
      seenAtNanos[i] = seenAtNanos[2 * i + 1];
    }
  }
}
