package io.picsou.sim.liar;

import io.picsou.core.cluster.Link;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.EpochCounters;
import io.picsou.core.protocol.Evidence;
import io.picsou.core.protocol.Protocol;
import java.util.ArrayDeque;

/** A correct instance of a protocol whose messages are rewritten on their way out. */
abstract class LyingProtocol<P extends Protocol> implements Protocol {
  final P truth;
  private final Lie lie;
  private final ArrayDeque<Envelope> out = new ArrayDeque<>();

  LyingProtocol(P truth, Lie lie) {
    this.truth = truth;
    this.lie = lie;
  }

  @Override
  public void handle(Envelope envelope, long nowNanos) {
    if (lie.hears(envelope)) {
      truth.handle(envelope, nowNanos);
    }
  }

  @Override
  public void tick(long nowNanos) {
    truth.tick(nowNanos);
  }

  @Override
  public long nextDeadlineNanos() {
    return truth.nextDeadlineNanos();
  }

  @Override
  public Envelope poll() {
    while (out.isEmpty()) {
      Envelope next = truth.poll();
      if (next == null) {
        return null;
      }
      lie.tell(next, out::add);
    }
    return out.poll();
  }

  @Override
  public Evidence pollEvidence() {
    return truth.pollEvidence();
  }

  @Override
  public void reconfigure(Link next, long nowNanos) {
    out.clear();
    truth.reconfigure(next, nowNanos);
  }

  @Override
  public EpochCounters epochCounters() {
    return truth.epochCounters();
  }
}
