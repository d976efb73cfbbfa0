package io.picsou.bench.replica;

import io.picsou.core.entry.Frame;
import java.util.BitSet;
import java.util.function.LongSupplier;

/**
 * Where a receiver's entries go, the same for every system: they are counted and digested, and
 * appended to a log file if the run asks for durable acknowledgments, or brought to etcd. One
 * thread adds; samples and reports may be taken by another, samples without waiting for it.
 */
public final class EntrySink implements AutoCloseable {
  /** So much is added before it is settled at the latest. */
  private static final long SETTLE_BYTES = 4 << 20;

  /** And so long it stays unsettled: a slow target would otherwise seem to stand still. */
  private static final long SETTLE_NANOS = 100_000_000;

  private final LongSupplier clock;
  private final EntryLog log;
  private final BitSet which;
  private final Timeline timeline;
  private final EntryDigest digest = new EntryDigest();
  private long last;
  private long entries;
  private long unsettledBytes;
  private long unsettledNanos;
  private volatile Settled settled = new Settled(0, 0);

  /** What is durable: up to which sequence, and how many entries. */
  private record Settled(long sequence, long entries) {}

  private EntrySink(SinkPlan plan, LongSupplier clock) {
    this.clock = clock;
    this.log = EntryLog.open(plan);
    this.which = plan.gaps() ? new BitSet() : null;
    this.timeline = plan.timeline() ? new Timeline() : null;
  }

  /** Opens a sink; its log file must not be there yet. */
  public static EntrySink open(SinkPlan plan) {
    return open(plan, System::nanoTime);
  }

  /**
   * The same.
   *
   * @param clock in nanoseconds
   */
  static EntrySink open(SinkPlan plan, LongSupplier clock) {
    return new EntrySink(plan, clock);
  }

  /**
   * Adds a run.
   *
   * @return whether it is time to {@link #settle}
   * @throws IllegalStateException if the run repeats or skips what the strategy promises
   */
  public synchronized boolean add(Frame run) {
    boolean next = which == null ? run.first() == last + 1 : run.first() > last;
    if (!next) {
      throw new IllegalStateException(run + " delivered after entry " + last);
    }
    if (which != null) {
      which.set(Math.toIntExact(run.first()), Math.toIntExact(run.last()) + 1);
    }
    if (unsettledBytes == 0) {
      unsettledNanos = clock.getAsLong();
    }
    digest.add(run);
    log.append(run);
    last = run.last();
    entries += run.count();
    unsettledBytes += run.sizeBytes();
    return unsettledBytes >= SETTLE_BYTES || clock.getAsLong() - unsettledNanos >= SETTLE_NANOS;
  }

  /** Makes what was added durable; returns the sequence up to which it now is. */
  public synchronized long settle() {
    if (settled.sequence() < last) {
      long durable = log.force(last);
      unsettledBytes = 0;
      if (durable > settled.sequence()) {
        settled = new Settled(durable, which == null ? durable : entries);
        if (timeline != null) {
          timeline.add(durable, clock.getAsLong());
        }
      }
    }
    return settled.sequence();
  }

  ReplicaSample sample(Traffic traffic) {
    Settled now = settled;
    return new ReplicaSample(now.sequence(), now.entries(), 0, traffic);
  }

  synchronized ReplicaReport report() {
    return new ReplicaReport(
        last,
        entries,
        digest.value(),
        which == null ? null : PackedSet.pack(which),
        timeline == null ? null : timeline.steps());
  }

  @Override
  public synchronized void close() {
    log.close();
  }
}
