package io.picsou.bench.replica;

import io.picsou.core.entry.Frame;
import io.picsou.rsm.CommittedLogReader;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A sender's view of its log: entries appear at the stated rate, whether or not they are taken in
 * time (an open loop), and reading can be held and ended. Thread-safe.
 */
final class PacedSource implements CommittedLogReader {
  /** The shortest pause for entries to be committed, so that a high rate means longer runs. */
  private static final long TICK_NANOS = 200_000;

  /** How much is read again at a time for a receiver that was away. */
  private static final int HISTORY_BYTES = 1 << 20;

  private final SourcePlan plan;
  private final LongSupplier clock;
  private final CommittedLogReader reader;
  private boolean paced;
  private Frame rest;
  private volatile long read;
  private long limit;
  private long originNanos;

  PacedSource(RolePlan role) {
    this(role.cluster(), role.source(), System::nanoTime);
  }

  /**
   * @param cluster whose log it is
   * @param clock in nanoseconds; the one that {@link #start} is told the beginning by
   */
  PacedSource(String cluster, SourcePlan plan, LongSupplier clock) {
    this.plan = plan;
    this.clock = clock;
    this.reader =
        plan.isMadeUp() ? SharedLog.open(cluster, plan.payloadBytes(), clock) : plan.open(0);
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

  /** The last entry that was read; does not wait for a reader that waits. */
  long read() {
    return read;
  }

  /** Returns null after a short pause if there is nothing to read, whatever the timeout. */
  @Override
  public Frame read(int maxBytes, Duration timeout) throws InterruptedException {
    Frame run = take(maxBytes, timeout);
    if (run == null) {
      TimeUnit.NANOSECONDS.sleep(TICK_NANOS);
    }
    return run;
  }

  /** What there is now. */
  synchronized Frame take(int maxBytes, Duration timeout) throws InterruptedException {
    long allowed = Math.min(limit, committed(clock.getAsLong()));
    if (read >= allowed) {
      return null;
    }
    if (rest == null) {
      rest = reader.read(maxBytes, timeout);
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
