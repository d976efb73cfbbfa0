package io.picsou.core.stream;

/**
 * Finds out whether a window is longer than of use, as that of a sender which is ahead of the
 * others: it is halved for a moment. If what is offered then takes less time, it only waited. Not
 * thread-safe.
 */
final class Halving {
  /** Less time: by more than this part. */
  private static final int PART = 4;

  private boolean running;
  private long sinceNanos;
  private long usualNanos;
  private long bytesBefore;

  /** Whether the window is halved and it is not known yet what that changes. */
  boolean running() {
    return running;
  }

  /**
   * The window is halved.
   *
   * @param bytes how long it was
   * @param delayNanos how long entries took with it
   */
  void start(long bytes, long delayNanos, long nowNanos) {
    running = true;
    sinceNanos = nowNanos;
    usualNanos = delayNanos;
    bytesBefore = bytes;
  }

  /** Whether what was offered at a time shows what the shorter window changes. */
  boolean isShownBy(long offeredAtNanos) {
    return running && offeredAtNanos - sinceNanos > 0;
  }

  /** Ends it with the delay that shows the change; returns whether entries only waited. */
  boolean end(long delayNanos) {
    running = false;
    return delayNanos < usualNanos - usualNanos / PART;
  }

  /** How long the window was before. */
  long bytesBefore() {
    return bytesBefore;
  }
}
