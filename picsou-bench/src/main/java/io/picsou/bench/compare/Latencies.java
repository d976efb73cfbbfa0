package io.picsou.bench.compare;

import io.picsou.bench.replica.PackedSet;
import io.picsou.bench.replica.ReplicaReport;
import java.util.BitSet;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * How long entries took from the moment that they were to be committed to the moment that the last
 * of their receivers had them. Since the log grows by the clock and not by what the system takes,
 * the intended time of an entry follows from its sequence, and an entry that had to wait in front
 * of a stalled system counts with all of its waiting (coordinated omission does not arise).
 */
final class Latencies {
  private static final int DIGITS = 3;
  private static final double NANOS_PER_MILLI = 1e6;

  private final double entriesPerSecond;
  private final long originNanos;

  Latencies(double entriesPerSecond, long originNanos) {
    this.entriesPerSecond = entriesPerSecond;
    this.originNanos = originNanos;
  }

  /** When an entry was to be committed. */
  long intendedNanos(long sequence) {
    return originNanos + (long) (sequence / entriesPerSecond * 1e9);
  }

  private long committedAt(long nanos) {
    return (long) ((nanos - originNanos) / 1e9 * entriesPerSecond);
  }

  /** Of the entries that were to be committed within a time; null if there were none. */
  RoundResult.Latency between(List<ReplicaReport> receivers, long beginNanos, long endNanos) {
    List<Steps> steps = receivers.stream().map(Steps::new).toList();
    Histogram histogram = new Histogram(DIGITS);
    long last = committedAt(endNanos);
    for (long sequence = committedAt(beginNanos) + 1; sequence <= last; sequence++) {
      long delivered = Long.MIN_VALUE;
      for (Steps receiver : steps) {
        delivered = Math.max(delivered, receiver.delivered(sequence));
      }
      if (delivered != Long.MIN_VALUE) {
        histogram.recordValue(Math.max(0, delivered - intendedNanos(sequence)));
      }
    }
    return histogram.getTotalCount() == 0 ? null : summary(histogram);
  }

  private static RoundResult.Latency summary(Histogram histogram) {
    return new RoundResult.Latency(
        histogram.getValueAtPercentile(50) / NANOS_PER_MILLI,
        histogram.getValueAtPercentile(99) / NANOS_PER_MILLI,
        histogram.getValueAtPercentile(99.9) / NANOS_PER_MILLI,
        histogram.getMaxValue() / NANOS_PER_MILLI,
        histogram.getTotalCount());
  }

  /** The staircase of one receiver, walked upwards. */
  private static final class Steps {
    private final long[] steps;
    private final BitSet which;
    private int at;

    Steps(ReplicaReport report) {
      steps = report.timeline();
      which = report.which() == null ? null : PackedSet.unpack(report.which());
    }

    /** When an entry was there, or {@link Long#MIN_VALUE} if it never came here. */
    long delivered(long sequence) {
      while (at < steps.length && steps[at] < sequence) {
        at += 2;
      }
      boolean came = at < steps.length && (which == null || which.get((int) sequence));
      return came ? steps[at + 1] : Long.MIN_VALUE;
    }
  }
}
