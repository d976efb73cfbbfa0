package io.picsou.rsm.etcd;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often and how long to try again: pauses that double up to a limit, with jitter, within a time
 * that starts at the first failure after a success. Times are those of {@link System#nanoTime}. Not
 * thread-safe.
 */
final class Retry {
  private static final int MAX_DOUBLINGS = 20;

  private final long firstPauseNanos;
  private final long longestPauseNanos;
  private final Duration limit;
  private int failures;
  private long failingSinceNanos;

  Retry(EtcdConfig config) {
    this.firstPauseNanos = config.duration(EtcdConfig.RETRY_BACKOFF).toNanos();
    this.longestPauseNanos = config.duration(EtcdConfig.RETRY_BACKOFF_MAX).toNanos();
    this.limit = config.duration(EtcdConfig.UNREACHABLE_TIMEOUT);
  }

  void succeeded() {
    failures = 0;
  }

  /** Counts a failed attempt and returns the pause before the next one, in nanoseconds. */
  long failed(long nowNanos) {
    if (failures == 0) {
      failingSinceNanos = nowNanos;
    }
    int doublings = Math.min(failures++, MAX_DOUBLINGS);
    long pause = Math.min(longestPauseNanos, firstPauseNanos << doublings);
    return pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1);
  }

  /** Whether every attempt has failed for longer than the limit. */
  boolean exhausted(long nowNanos) {
    return failures > 0 && nowNanos - failingSinceNanos >= limit.toNanos();
  }

  Duration limit() {
    return limit;
  }
}
