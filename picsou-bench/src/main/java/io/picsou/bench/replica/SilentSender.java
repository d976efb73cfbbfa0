package io.picsou.bench.replica;

import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Evidence;
import io.picsou.core.protocol.SenderCounters;
import io.picsou.core.protocol.SenderProtocol;

/** Takes acknowledgments in and never sends anything. */
final class SilentSender implements SenderProtocol {
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
  public boolean offer(Frame run, long nowNanos) {
    return false;
  }

  @Override
  public long offered() {
    return 0;
  }

  @Override
  public long quacked() {
    return 0;
  }

  @Override
  public long historyWanted() {
    return 0;
  }

  @Override
  public void history(Frame run, long nowNanos) {}

  @Override
  public SenderCounters counters() {
    return new SenderCounters(0, 0, 0, 0, 0, 0);
  }
}
