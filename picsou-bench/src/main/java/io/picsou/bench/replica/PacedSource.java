package io.picsou.bench.replica;

import io.picsou.core.entry.Frame;
import io.picsou.rsm.CommittedLogReader;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A sender's view of its log: entries appear at the stated rate, whether or not they are taken in
 * time (an open loop), and reading can be held and ended. Thread-safe.
 */
final class PacedSource implements AutoCloseable {
  /** How much is read at a time. */
  private static final int RUN_BYTES = 256 << 10;

  /** The shortest pause for entries to be committed, so that a high rate means longer runs. */
  private static final long TICK_NANOS = 200_000;

  /** How much is read again at a time for a receiver that was away. */
  private static final int HISTORY_BYTES = 1 << 20;

  private final SourcePlan plan;
  private final CommittedLogReader reader;
  private boolean paced;
  private Frame rest;
  private long read;
  private long limit;
  private long originNanos;

  PacedSource(SourcePlan plan) {
    this.plan = plan;
    this.reader = plan.open(0);
    this.paced = plan.entriesPerSecond() > 0;
  }

  synchronized void start(long origin) {
    originNanos = origin;
    limit = Long.MAX_VALUE;
  }

  synchronized void pause() {
    limit = read;
  }

  /** What is left to do is not paced any more. */
  synchronized void finish(long last) {
    limit = last;
    paced = false;
  }

  /** The last entry that was read. */
  synchronized long read() {
    return read;
  }

  /** The next run; null if there was nothing to read, after a short pause. */
  Frame next(Duration timeout) throws InterruptedException {
    Frame run = take(timeout);
    if (run == null) {
      TimeUnit.NANOSECONDS.sleep(TICK_NANOS);
    }
    return run;
  }

  private synchronized Frame take(Duration timeout) throws InterruptedException {
    long allowed = Math.min(limit, committed(System.nanoTime()));
    if (read >= allowed) {
      return null;
    }
    if (rest == null) {
      rest = reader.read(RUN_BYTES, timeout);
      if (rest == null) {
        return null;
      }
    }
    Frame run = rest.slice(rest.first(), Math.min(rest.last(), allowed));
    rest = run.last() == rest.last() ? null : rest.slice(run.last() + 1, rest.last());
    read = run.last();
    return run;
  }

  /** How much of the log is there at a time. */
  private long committed(long nowNanos) {
    if (!paced) {
      return Long.MAX_VALUE;
    }
    return (long) ((nowNanos - originNanos) / 1e9 * plan.entriesPerSecond());
  }

  /** Reads old entries once more. */
  Frame history(long first, Duration timeout) throws InterruptedException {
    try (CommittedLogReader again = plan.open(first - 1)) {
      return again.read(HISTORY_BYTES, timeout);
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
