package io.picsou.baseline.kafka;

import io.picsou.core.entry.Frame;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Merges partitions, each in order for itself, back into the log: the next entry is always the
 * first one that waits in the partition it belongs to. Repeated entries are dropped; a gap is an
 * error.
 *
 * <p>Each partition has the same part of the room. One that has filled its part should be paused;
 * the partition that the merge waits for has nothing waiting, so it never is, and the merge cannot
 * get stuck. Not thread-safe.
 */
final class ReorderBuffer {
  /** Entries of one partition that wait for earlier ones of others. */
  private static final class Lane {
    final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>();
    long last;
    long bytes;
  }

  private final Partitions partitions;
  private final List<Lane> lanes = new ArrayList<>();
  private final long laneBytes;
  private final int runBytes;
  private long delivered;
  private long duplicates;

  /**
   * @param after the last sequence that was delivered before
   * @param maxBytes how much may wait before partitions are to be paused
   * @param runBytes about how much {@link #next} returns at once
   */
  ReorderBuffer(Partitions partitions, long after, long maxBytes, int runBytes) {
    this.partitions = partitions;
    this.delivered = after;
    this.laneBytes = Math.max(1, maxBytes / partitions.count());
    this.runBytes = runBytes;
    for (int p = 0; p < partitions.count(); p++) {
      Lane lane = new Lane();
      lane.last = partitions.lastThrough(p, after);
      lanes.add(lane);
    }
  }

  /**
   * Takes the next entry of a partition.
   *
   * @param encoded the entry, verified, from position to limit; kept until it is delivered
   * @return false if its partition has skipped the entry {@link #expected} of it
   */
  boolean add(int partition, long sequence, ByteBuffer encoded) {
    Lane lane = lanes.get(partition);
    if (sequence <= lane.last) {
      duplicates++;
      return true;
    }
    if (sequence != expected(partition)) {
      return false;
    }
    lane.last = sequence;
    lane.waiting.add(encoded);
    lane.bytes += encoded.remaining();
    return true;
  }

  /** The entry that a partition has to bring next. */
  long expected(int partition) {
    return lanes.get(partition).last + partitions.count();
  }

  /** The next run of the log; null if the next entry is not here yet. */
  Frame next() {
    int count = 0;
    long bytes = 0;
    List<ByteBuffer> run = new ArrayList<>();
    for (ByteBuffer entry = take(0, 0); entry != null; entry = take(count, bytes)) {
      run.add(entry);
      bytes += entry.remaining();
      count++;
    }
    if (count == 0) {
      return null;
    }
    Frame frame = Frame.trusted(delivered + 1, count, joined(run, (int) bytes));
    delivered += count;
    return frame;
  }

  /** Takes the entry at a place in the run, if it is here and fits. */
  private ByteBuffer take(int place, long bytes) {
    Lane lane = lanes.get(partitions.of(delivered + 1 + place));
    ByteBuffer entry = lane.waiting.peek();
    if (entry == null || (place > 0 && bytes + entry.remaining() > runBytes)) {
      return null;
    }
    lane.waiting.remove();
    lane.bytes -= entry.remaining();
    return entry;
  }

  /** A single entry is not copied: large ones move as they came. */
  private static ByteBuffer joined(List<ByteBuffer> run, int bytes) {
    if (run.size() == 1) {
      return run.get(0);
    }
    ByteBuffer all = ByteBuffer.allocate(bytes);
    run.forEach(all::put);
    return all.flip();
  }

  /** Whether a partition is so far ahead of the others that it should be paused. */
  boolean full(int partition) {
    return lanes.get(partition).bytes >= laneBytes;
  }

  /** Whether a paused partition should go on. */
  boolean roomy(int partition) {
    return lanes.get(partition).bytes <= laneBytes / 2;
  }

  /** The last sequence that {@link #next} has returned. */
  long delivered() {
    return delivered;
  }

  /** How many bytes of entries wait. */
  long waitingBytes() {
    return lanes.stream().mapToLong(lane -> lane.bytes).sum();
  }

  long duplicates() {
    return duplicates;
  }
}
