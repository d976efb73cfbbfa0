package io.picsou.bench.replica;

import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Evidence;
import io.picsou.core.protocol.ReceiverCounters;
import io.picsou.core.protocol.ReceiverProtocol;

/** Takes everything in and does nothing with it. */
final class SilentReceiver implements ReceiverProtocol {
  @Override
  public void handle(Envelope envelope, long nowNanos) {}

  @Override
  public void tick(long nowNanos) {}

  @Override
  public long nextDeadlineNanos() {
    return Long.MAX_VALUE;
  }

  @Override
  public Envelope poll() {
    return null;
  }

  @Override
  public Evidence pollEvidence() {
    return null;
  }

  @Override
  public Frame deliver() {
    return null;
  }

  @Override
  public long delivered() {
    return 0;
  }

  @Override
  public void durable(long sequence, long nowNanos) {}

  @Override
  public ReceiverCounters counters() {
    return new ReceiverCounters(0, 0, 0, 0, 0, 0, 0);
  }
}
