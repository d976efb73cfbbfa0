package io.picsou.bench.net;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bounded queue of frames with the time at which each is due, in one ring of bytes. One thread
 * adds, another takes, and neither makes garbage.
 */
final class FrameQueue {
  /**
   * The largest frame the kernel hands over: 64 KiB of segments that belong together, and headers.
   */
  static final int MAX_FRAME_BYTES = (64 << 10) + 512;

  /** Due time (8 bytes) and length (4), filled up to what keeps headers aligned. */
  private static final int HEADER_BYTES = 16;

  /** Instead of a length: the next frame is at the ring's beginning. */
  private static final int WRAP = -1;

  private final ByteBuffer ring;
  private final ByteBuffer adding;
  private final ByteBuffer taking;

  /** Bytes ever added and ever taken, with headers and gaps. */
  private final AtomicLong added = new AtomicLong();

  private final AtomicLong taken = new AtomicLong();

  FrameQueue(int capacityBytes) {
    int capacity = Math.max(capacityBytes, 4 * MAX_FRAME_BYTES);
    ring = ByteBuffer.allocateDirect(align(capacity));
    adding = ring.duplicate();
    taking = ring.duplicate();
  }

  /**
   * Where the next frame may be written, up to {@link #MAX_FRAME_BYTES}; null if the queue is full.
   * For the adding thread.
   */
  ByteBuffer reserve() {
    int at = position(added.get());
    int left = ring.capacity() - at;
    int needed = HEADER_BYTES + MAX_FRAME_BYTES;
    int gap = left < needed ? left : 0;
    if (added.get() - taken.get() + gap + needed > ring.capacity()) {
      return null;
    }
    if (gap > 0) {
      ring.putInt(at + Long.BYTES, WRAP);
      added.addAndGet(gap);
      at = 0;
    }
    int start = at + HEADER_BYTES;
    return adding.clear().position(start).limit(start + MAX_FRAME_BYTES);
  }

  /** Adds what was written where {@link #reserve} said last. */
  void add(int bytes, long dueNanos) {
    int at = position(added.get());
    ring.putLong(at, dueNanos);
    ring.putInt(at + Long.BYTES, bytes);
    added.addAndGet(align(HEADER_BYTES + bytes));
  }

  /** Whether nothing is there. For the taking thread, as what follows. */
  boolean isEmpty() {
    skipGap();
    return taken.get() == added.get();
  }

  /** When the first frame is due; the queue is not empty. */
  long dueNanos() {
    return ring.getLong(position(taken.get()));
  }

  /** The first frame; the queue is not empty. Valid until {@link #remove}. */
  ByteBuffer first() {
    int at = position(taken.get());
    int start = at + HEADER_BYTES;
    return taking.clear().position(start).limit(start + ring.getInt(at + Long.BYTES));
  }

  void remove() {
    int bytes = ring.getInt(position(taken.get()) + Long.BYTES);
    taken.addAndGet(align(HEADER_BYTES + bytes));
  }

  private void skipGap() {
    int at = position(taken.get());
    if (taken.get() != added.get() && ring.getInt(at + Long.BYTES) == WRAP) {
      taken.addAndGet(ring.capacity() - at);
    }
  }

  private int position(long count) {
    return (int) (count % ring.capacity());
  }

  private static int align(int bytes) {
    return (bytes + HEADER_BYTES - 1) / HEADER_BYTES * HEADER_BYTES;
  }
}
