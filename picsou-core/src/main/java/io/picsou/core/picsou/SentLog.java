package io.picsou.core.picsou;

import io.picsou.core.entry.Frame;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The part of the stream that a sender still holds: what is not QUACKed yet, which is bounded by
 * the send window, and behind it what receivers that lag may need, which is bounded by the
 * retention.
 */
final class SentLog {
  /**
   * Entries that were offered together and belong to one turn.
   *
   * @param turn of {@link io.picsou.core.schedule.Turns}
   */
  record Run(Frame frame, long turn, long offeredAtNanos) {}

  private final long windowBytes;
  private final long retentionBytes;
  private final TreeMap<Long, Run> runs = new TreeMap<>();
  private long offered;

  /** The end of the last run that is QUACKed as a whole. */
  private long released;

  private long aged;
  private long unquackedBytes;
  private long retainedBytes;

  SentLog(long windowBytes, long retentionBytes, long after) {
    this.windowBytes = windowBytes;
    this.retentionBytes = retentionBytes;
    this.offered = after;
    this.released = after;
    this.aged = after;
  }

  /**
   * Whether the window has room for what comes next.
   *
   * @throws IllegalArgumentException if something else comes next
   */
  boolean fits(Frame next) {
    if (next.first() != offered + 1) {
      throw new IllegalArgumentException(
          next + " offered where entry " + (offered + 1) + " belongs");
    }
    return unquackedBytes == 0 || unquackedBytes + next.sizeBytes() <= windowBytes;
  }

  void append(Run run) {
    runs.put(run.frame().first(), run);
    offered = run.frame().last();
    unquackedBytes += run.frame().sizeBytes();
  }

  long offered() {
    return offered;
  }

  /** The lowest sequence still held, or {@code offered + 1}. */
  long first() {
    return runs.isEmpty() ? offered + 1 : runs.firstKey();
  }

  /** The run of an entry that is still held. */
  Run run(long sequence) {
    return runs.floorEntry(sequence).getValue();
  }

  /** All runs that are still held, in order. */
  List<Frame> frames() {
    return runs.values().stream().map(Run::frame).toList();
  }

  /** The highest sequence that was offered at least a window ago. */
  long aged(long windowNanos, long nowNanos) {
    for (Map.Entry<Long, Run> next = runs.ceilingEntry(aged + 1);
        next != null && nowNanos - next.getValue().offeredAtNanos() >= windowNanos;
        next = runs.ceilingEntry(aged + 1)) {
      aged = next.getValue().frame().last();
    }
    return aged;
  }

  /** The longest piece that starts at a sequence, ends by another and lies in one run, or null. */
  Frame piece(long from, long to) {
    Map.Entry<Long, Run> run = runs.floorEntry(from);
    if (run == null || run.getValue().frame().last() < from) {
      return null;
    }
    Frame frame = run.getValue().frame();
    return frame.slice(from, Math.min(to, frame.last()));
  }

  /**
   * Notes progress and lets go of what nobody needs.
   *
   * @param quacked the highest contiguous QUACK, at most {@link #offered}
   * @param neededAfter what every receiver has durably
   */
  void release(long quacked, long neededAfter) {
    for (Run run = runs.get(released + 1);
        run != null && run.frame().last() <= quacked;
        run = runs.get(released + 1)) {
      released = run.frame().last();
      unquackedBytes -= run.frame().sizeBytes();
      retainedBytes += run.frame().sizeBytes();
    }
    while (retainedBytes > 0) {
      Frame oldest = runs.firstEntry().getValue().frame();
      if (oldest.last() > quacked
          || (oldest.last() > neededAfter && retainedBytes <= retentionBytes)) {
        return;
      }
      runs.pollFirstEntry();
      retainedBytes -= oldest.sizeBytes();
    }
  }
}
