package io.picsou.sim.liar;

import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.SenderCounters;
import io.picsou.core.protocol.SenderProtocol;

/** A sender that lies. */
final class LyingSender extends LyingProtocol<SenderProtocol> implements SenderProtocol {
  LyingSender(SenderProtocol truth, Lie lie) {
    super(truth, lie);
  }

  @Override
  public boolean offer(Frame run, long nowNanos) {
    return truth.offer(run, nowNanos);
  }

  @Override
  public long offered() {
    return truth.offered();
  }

  @Override
  public long quacked() {
    return truth.quacked();
  }

  @Override
  public long historyWanted() {
    return truth.historyWanted();
  }

  @Override
  public void history(Frame run, long nowNanos) {
    truth.history(run, nowNanos);
  }

  @Override
  public SenderCounters counters() {
    return truth.counters();
  }
}
