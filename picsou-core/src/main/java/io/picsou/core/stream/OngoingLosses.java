package io.picsou.core.stream;

/**
 * Whether losses go on, as where a replica is dead, and are not just late entries that were taken
 * for lost. Not thread-safe.
 */
final class OngoingLosses {
  /** For how long entries must be lost, most of them not needlessly resent, to say so. */
  static final long CONFIRM_NANOS = 1_000_000_000;

  /** Without any for so long they are over. */
  private static final long MEMORY_NANOS = SendWindow.PERIOD_NANOS;

  private long entries;
  private long bytes;
  private long sinceNanos;
  private long lastNanos;
  private boolean confirmed;

  boolean confirmed() {
    return confirmed;
  }

  /** So much was lost, more than nothing. */
  void lost(long moreEntries, long moreBytes, long nowNanos) {
    if (entries == 0) {
      sinceNanos = nowNanos;
    }
    entries += moreEntries;
    bytes += moreBytes;
    lastNanos = nowNanos;
    confirmed = nowNanos - sinceNanos >= CONFIRM_NANOS;
  }

  /**
   * Of what was taken for lost, so many entries were only late. If they were half of it, so may
   * have been the rest.
   *
   * @return how many bytes they had, on average
   */
  long needless(long lateEntries) {
    if (entries == 0) {
      return 0;
    }
    long late = Math.min(lateEntries, entries);
    long lateBytes = late * (bytes / entries);
    entries -= late;
    bytes -= lateBytes;
    if (late >= entries) {
      forget();
    }
    return lateBytes;
  }

  /** A while has passed: what was lost before it counts half. */
  void age(long nowNanos) {
    entries /= 2;
    bytes /= 2;
    if (entries == 0 || nowNanos - lastNanos >= MEMORY_NANOS) {
      forget();
    }
  }

  private void forget() {
    entries = 0;
    bytes = 0;
    confirmed = false;
  }
}
