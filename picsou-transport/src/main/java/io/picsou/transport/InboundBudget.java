package io.picsou.transport;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the bytes that arrived but are not handled yet, over all connections of an endpoint. While
 * there is budget a connection may read ahead; beyond it each has one batch on the way at most.
 * Thread-safe.
 */
final class InboundBudget {
  private final long limitBytes;
  private final AtomicLong used = new AtomicLong();

  InboundBudget(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /** Takes bytes in; returns whether the connection may read ahead. */
  boolean take(int bytes) {
    return used.addAndGet(bytes) < limitBytes;
  }

  void giveBack(int bytes) {
    used.addAndGet(-bytes);
  }
}
