package io.picsou.transport;

/**
 * Room that all outboxes of an endpoint share, beyond what each has of its own. The schedule may
 * give one peer a long stretch of large entries while nothing waits for the others; but peers that
 * are stuck, which may be all of the faulty ones, must not keep a whole window each. Driver thread
 * only.
 */
final class OutboxPool {
  private final long limitBytes;
  private long usedBytes;

  OutboxPool(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  boolean fits(long bytes) {
    return usedBytes + bytes <= limitBytes;
  }

  /** Notes that an outbox has grown, or shrunk if negative. */
  void use(long bytes) {
    usedBytes += bytes;
  }
}
