package io.picsou.sim.liar;

import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.ReceiverCounters;
import io.picsou.core.protocol.ReceiverProtocol;

/** A receiver that lies. */
final class LyingReceiver extends LyingProtocol<ReceiverProtocol> implements ReceiverProtocol {
  LyingReceiver(ReceiverProtocol truth, Lie lie) {
    super(truth, lie);
  }

  @Override
  public Frame deliver() {
    return truth.deliver();
  }

  @Override
  public long delivered() {
    return truth.delivered();
  }

  @Override
  public void durable(long sequence, long nowNanos) {
    truth.durable(sequence, nowNanos);
  }

  @Override
  public ReceiverCounters counters() {
    return truth.counters();
  }
}
