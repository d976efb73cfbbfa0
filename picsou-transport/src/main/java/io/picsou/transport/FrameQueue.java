package io.picsou.transport;

import io.picsou.core.entry.Frame;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hands frames from one thread to another. Bounded by bytes; an empty queue takes a frame of any
 * size. Thread-safe; one lock per frame, not per entry.
 */
final class FrameQueue {
  private final long capacityBytes;
  private final ArrayDeque<Frame> frames = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long bytes;
  private boolean closed;

  FrameQueue(long capacityBytes) {
    this.capacityBytes = capacityBytes;
  }

  /** Waits for room; false if there was none in time or the queue is closed. */
  boolean offer(Frame frame, long timeoutNanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = timeoutNanos;
      while (!closed && !fits(frame)) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      if (closed) {
        return false;
      }
      frames.add(frame);
      bytes += frame.sizeBytes();
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a frame; null if there was none in time or the queue is closed. */
  Frame poll(long timeoutNanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = timeoutNanos;
      while (!closed && frames.isEmpty()) {
        if (left <= 0) {
          return null;
        }
        left = changed.awaitNanos(left);
      }
      return closed ? null : take();
    } finally {
      lock.unlock();
    }
  }

  /** The next frame, left where it is, or null. */
  Frame peek() {
    lock.lock();
    try {
      return frames.peek();
    } finally {
      lock.unlock();
    }
  }

  /** Removes the frame that {@link #peek} showed. */
  void remove() {
    lock.lock();
    try {
      take();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Adds frames whatever the bound, for a caller that asked for {@link #roomBytes} before. Whoever
   * waits is woken once for all of them, not once for each.
   */
  void addAll(Collection<Frame> more) {
    if (more.isEmpty()) {
      return;
    }
    lock.lock();
    try {
      for (Frame frame : more) {
        frames.add(frame);
        bytes += frame.sizeBytes();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How much less than the capacity is queued; not positive if there is no room. */
  long roomBytes() {
    lock.lock();
    try {
      return capacityBytes - bytes;
    } finally {
      lock.unlock();
    }
  }

  /** Drops what is queued and lets everybody go who waits, now and later. */
  void close() {
    lock.lock();
    try {
      closed = true;
      frames.clear();
      bytes = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean fits(Frame frame) {
    return frames.isEmpty() || bytes + frame.sizeBytes() <= capacityBytes;
  }

  private Frame take() {
    Frame frame = frames.poll();
    if (frame != null) {
      bytes -= frame.sizeBytes();
      changed.signalAll();
    }
    return frame;
  }
}
