package io.picsou.sim.net;

import java.util.ArrayDeque;

/** The way from one replica to another: what waits for it, and when it is free again. */
final class Pipe {
  private record Waiting(long leavesAtNanos, int bytes) {}

  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  private long queuedBytes;
  private long freeAtNanos;
  private long lastArrivalNanos;
  private int blocks;

  /** Whether entries of this size still fit into the queue. */
  boolean fits(int bytes, long queueBytes, long nowNanos) {
    while (!queue.isEmpty() && queue.peek().leavesAtNanos <= nowNanos) {
      queuedBytes -= queue.poll().bytes;
    }
    return queue.isEmpty() || queuedBytes + bytes <= queueBytes;
  }

  /**
   * Sends bytes through.
   *
   * @param readyNanos when they have passed the network card
   * @param ahead whether they go ahead of what waits
   * @return when the last of them leaves
   */
  long leaves(long readyNanos, long transferNanos, boolean ahead) {
    long start = ahead ? readyNanos : Math.max(readyNanos, freeAtNanos);
    freeAtNanos = Math.max(readyNanos, freeAtNanos) + transferNanos;
    return start + transferNanos;
  }

  void queue(int bytes, long leavesAtNanos, long nowNanos) {
    if (leavesAtNanos > nowNanos) {
      queue.add(new Waiting(leavesAtNanos, bytes));
      queuedBytes += bytes;
    }
  }

  /** The first moment from then on at which a message may arrive without overtaking another. */
  long inOrder(long arrivalNanos) {
    lastArrivalNanos = Math.max(arrivalNanos, lastArrivalNanos);
    return lastArrivalNanos;
  }

  void block(int by) {
    blocks += by;
  }

  boolean blocked() {
    return blocks > 0;
  }
}
