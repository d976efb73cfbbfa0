package io.picsou.bench.replica;

import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Ack;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Evidence;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.ReceiverCounters;
import io.picsou.core.protocol.ReceiverProtocol;

/** A receiver that does its work but lies about it, to senders and peers alike. */
final class LyingReceiver implements ReceiverProtocol {
  private static final long EVERYTHING = Long.MAX_VALUE / 4;
  private static final long[] NOTHING_MORE = {};

  private final ReceiverProtocol honest;
  private final Conduct conduct;
  private final int phi;

  LyingReceiver(ReceiverProtocol honest, Conduct conduct, int phi) {
    this.honest = honest;
    this.conduct = conduct;
    this.phi = phi;
  }

  @Override
  public Envelope poll() {
    Envelope next = honest.poll();
    return next == null ? null : new Envelope(next.peer(), next.epochs(), lie(next.message()));
  }

  private Message lie(Message message) {
    if (message instanceof Message.Acknowledge acknowledge) {
      return new Message.Acknowledge(
          lie(acknowledge.ack()), acknowledge.needless(), acknowledge.heard());
    } else if (message instanceof Message.Forward forward) {
      return new Message.Forward(forward.frame(), lie(forward.ack()));
    } else if (message instanceof Message.Fetch fetch) {
      return new Message.Fetch(fetch.first(), fetch.last(), lie(fetch.ack()));
    }
    return message;
  }

  private Ack lie(Ack truth) {
    return switch (conduct) {
      case ACK_INF -> new Ack(EVERYTHING, EVERYTHING, NOTHING_MORE);
      case ACK_ZERO -> new Ack(0, 0, NOTHING_MORE);
      case ACK_DELAY ->
          new Ack(
              Math.max(0, truth.durable() - phi), Math.max(0, truth.held() - phi), NOTHING_MORE);
      case CORRECT, CRASHED -> truth;
    };
  }

  @Override
  public void handle(Envelope envelope, long nowNanos) {
    honest.handle(envelope, nowNanos);
  }

  @Override
  public void tick(long nowNanos) {
    honest.tick(nowNanos);
  }

  @Override
  public long nextDeadlineNanos() {
    return honest.nextDeadlineNanos();
  }

  @Override
  public Evidence pollEvidence() {
    return honest.pollEvidence();
  }

  @Override
  public Frame deliver() {
    return honest.deliver();
  }

  @Override
  public long delivered() {
    return honest.delivered();
  }

  @Override
  public void durable(long sequence, long nowNanos) {
    honest.durable(sequence, nowNanos);
  }

  @Override
  public ReceiverCounters counters() {
    return honest.counters();
  }
}
