package io.picsou.core.stream;

import io.picsou.core.entry.EntryCodec;
import io.picsou.core.entry.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a receiver holds: entries that wait for delivery, bounded by the receive window, and behind
 * them delivered ones that local peers may still need, bounded by the retention. No two frames
 * overlap.
 */
public final class EntryStore {
  private static final long[] NO_BITS = {};

  private final long windowBytes;
  private final long retentionBytes;
  private final TreeMap<Long, Frame> waiting = new TreeMap<>();
  private final TreeMap<Long, Frame> retained = new TreeMap<>();

  /** What has arrived behind the first gap: where each unbroken run starts and ends. */
  private final TreeMap<Long, Long> islands = new TreeMap<>();

  private long delivered;
  private long held;
  private long waitingBytes;
  private long retainedBytes;
  private int entryBytes = EntryCodec.OVERHEAD_BYTES;

  public EntryStore(long windowBytes, long retentionBytes, long delivered) {
    this.windowBytes = windowBytes;
    this.retentionBytes = retentionBytes;
    this.delivered = delivered;
    this.held = delivered;
  }

  /** The parts of a frame that are not held yet, in order; usually all of it or nothing. */
  public List<Frame> missingOf(Frame frame) {
    long from = Math.max(frame.first(), held + 1);
    if (from > frame.last()) {
      return List.of();
    }
    if (firstOverlap(from, frame.last()) == null) {
      return List.of(frame.slice(from, frame.last()));
    }
    List<Frame> missing = new ArrayList<>();
    while (from <= frame.last()) {
      Frame overlap = firstOverlap(from, frame.last());
      long to = overlap == null ? frame.last() : Math.min(frame.last(), overlap.first() - 1);
      if (from <= to) {
        missing.add(frame.slice(from, to));
      }
      from = overlap == null ? to + 1 : overlap.last() + 1;
    }
    return missing;
  }

  /**
   * Stores a part that is not held yet.
   *
   * @return false if the window is full; the next entry to deliver always fits
   */
  public boolean add(Frame part) {
    boolean next = part.first() == delivered + 1;
    if (!next && waitingBytes + part.sizeBytes() > room(part)) {
      return false;
    }
    waiting.put(part.first(), part);
    entryBytes = part.sizeBytes() / part.count();
    waitingBytes += part.sizeBytes();
    join(part.first(), part.last());
    return true;
  }

  /**
   * What lies within the window fits with all that is missing before it. Half of the window is left
   * for that by what lies beyond, or who was left behind could not catch up.
   */
  private long room(Frame part) {
    boolean within = part.last() - held <= windowBytes / entryBytes;
    return within ? windowBytes : windowBytes / 2;
  }

  private void join(long first, long last) {
    Long joined = islands.isEmpty() ? null : islands.remove(last + 1);
    long end = joined == null ? last : joined;
    if (first == held + 1) {
      held = end;
      return;
    }
    Map.Entry<Long, Long> before = islands.floorEntry(first);
    boolean touches = before != null && before.getValue() == first - 1;
    islands.put(touches ? before.getKey() : first, end);
  }

  /** The next run in order, or null. */
  public Frame deliver() {
    Frame next = waiting.remove(delivered + 1);
    if (next != null) {
      delivered = next.last();
      waitingBytes -= next.sizeBytes();
      retained.put(next.first(), next);
      retainedBytes += next.sizeBytes();
    }
    return next;
  }

  public long delivered() {
    return delivered;
  }

  /** How large entries were of late, on average. */
  public int entryBytes() {
    return entryBytes;
  }

  /**
   * Whether a replica that has come this far, and retains as much, may let go of the next entry.
   */
  public boolean isLeftBehindBy(long sequence) {
    return sequence - held > retentionBytes / 2 / entryBytes;
  }

  /**
   * Whether a replica with the same bounds can do nothing with an entry: it is further ahead of
   * what that replica has than its window, and what comes in between is not retained here any more.
   */
  public boolean isOutOfReach(long theirs, long sequence) {
    return theirs < retainedBehind() && sequence - theirs > windowBytes / entryBytes;
  }

  /** Everything behind this sequence that was delivered is retained. */
  public long retainedBehind() {
    return retained.isEmpty() ? delivered : retained.firstKey() - 1;
  }

  /** Everything up to here has arrived. */
  public long held() {
    return held;
  }

  /** The highest sequence that has arrived. */
  public long highest() {
    return islands.isEmpty() ? held : islands.lastEntry().getValue();
  }

  /** Lets delivered entries go that no peer needs from here, or that exceed the retention. */
  public void release(long neededAfter) {
    while (!retained.isEmpty()) {
      Frame oldest = retained.firstEntry().getValue();
      if (oldest.last() > neededAfter && retainedBytes <= retentionBytes) {
        return;
      }
      retained.pollFirstEntry();
      retainedBytes -= oldest.sizeBytes();
    }
  }

  /** The frame that holds an entry, or null. */
  public Frame find(long sequence) {
    TreeMap<Long, Frame> part = sequence <= delivered ? retained : waiting;
    Map.Entry<Long, Frame> candidate = part.floorEntry(sequence);
    return candidate != null && candidate.getValue().last() >= sequence
        ? candidate.getValue()
        : null;
  }

  /** The end of the gap that starts right behind a sequence that is held, at most {@code limit}. */
  public long gapEnd(long from, long limit) {
    Long next = islands.ceilingKey(from);
    return next == null ? limit : Math.min(limit, next - 1);
  }

  /** The first sequence from here on that is not held. */
  public long nextMissing(long from) {
    long next = Math.max(from, held + 1);
    Map.Entry<Long, Long> island = islands.floorEntry(next);
    return island != null && island.getValue() >= next ? island.getValue() + 1 : next;
  }

  /**
   * The φ-list behind {@link #held}, with at most {@code phi} bits and no empty words at its end.
   */
  public long[] phiList(int phi) {
    long limit = Math.min(held + phi, highest());
    if (limit <= held) {
      return NO_BITS;
    }
    long[] bits = new long[(int) ((limit - held + 63) >>> 6)];
    for (Map.Entry<Long, Long> island : islands.headMap(limit, true).entrySet()) {
      int from = (int) (island.getKey() - held - 1);
      int to = (int) (Math.min(island.getValue(), limit) - held - 1);
      set(bits, from, to);
    }
    return bits;
  }

  private static void set(long[] bits, int from, int to) {
    long head = -1L << from;
    long tail = -1L >>> -(to + 1);
    if (from >> 6 == to >> 6) {
      bits[from >> 6] |= head & tail;
      return;
    }
    bits[from >> 6] |= head;
    Arrays.fill(bits, (from >> 6) + 1, to >> 6, -1L);
    bits[to >> 6] |= tail;
  }

  private Frame firstOverlap(long from, long to) {
    Map.Entry<Long, Frame> before = waiting.floorEntry(from);
    if (before != null && before.getValue().last() >= from) {
      return before.getValue();
    }
    Map.Entry<Long, Frame> after = waiting.ceilingEntry(from);
    return after != null && after.getKey() <= to ? after.getValue() : null;
  }
}
