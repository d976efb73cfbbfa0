package io.picsou.bench;

/**
 * How fast something went between the first and the last time that it was seen to move: waiting
 * before and after does not count. Not thread-safe.
 */
final class ActiveSpan {
  private long firstNanos;
  private long firstEntries;
  private long firstBytes;
  private long lastNanos;
  private long lastEntries;
  private long lastBytes;

  /** Told of running totals, often. */
  void saw(long entries, long bytes, long nowNanos) {
    if (entries == lastEntries) {
      return;
    }
    if (lastEntries == 0) {
      firstNanos = nowNanos;
      firstEntries = entries;
      firstBytes = bytes;
    }
    lastNanos = nowNanos;
    lastEntries = entries;
    lastBytes = bytes;
  }

  double seconds() {
    return (lastNanos - firstNanos) / 1e9;
  }

  /** Zero if it was seen to move only once. */
  double entriesPerSecond() {
    return seconds() == 0 ? 0 : (lastEntries - firstEntries) / seconds();
  }

  double megabytesPerSecond() {
    return seconds() == 0 ? 0 : (lastBytes - firstBytes) / seconds() / 1e6;
  }
}
