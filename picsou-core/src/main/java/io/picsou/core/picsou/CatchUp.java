package io.picsou.core.picsou;

import io.picsou.core.cluster.Link;
import io.picsou.core.protocol.Ack;
import io.picsou.core.stream.Refill;

/**
 * Helps receivers that lack entries which have arrived at a quorum already and which their peers do
 * not give them, as after a restart of all receivers at once (docs/protocol.md, section 7). The
 * senders take turns, so that usually one of them helps. A receiver gets at most one chunk per
 * {@link #PATIENCE_NANOS} unless it acknowledges what it was given, so that a liar cannot make a
 * sender work for ever.
 */
final class CatchUp {
  /** How long a receiver stays stuck before a sender helps: its peers come first. */
  static final long PATIENCE_NANOS = 3_000_000_000L;

  private static final class Receiver {
    long held = -1;
    long progressAtNanos;
    long round;
  }

  private final int self;
  private final int senders;
  private final Refill refill;
  private final Receiver[] receivers;

  CatchUp(Link link, int self, Refill refill) {
    this.self = self;
    this.senders = link.sending().size();
    this.refill = refill;
    this.receivers = new Receiver[link.receiving().size()];
    for (int i = 0; i < receivers.length; i++) {
      receivers[i] = new Receiver();
    }
  }

  /**
   * Takes in what a receiver has, and helps it if it has been stuck and this sender's turn has
   * come.
   *
   * @param arrived everything up to here is QUACKed or was shown by a quorum, so that nobody
   *     complains about it
   */
  void onAck(int id, Ack ack, long arrived, Refill.Output output, long nowNanos) {
    Receiver receiver = receivers[id];
    long servedUpTo = refill.servedUpTo(id);
    boolean served = servedUpTo > receiver.held && ack.held() >= servedUpTo;
    if (ack.held() != receiver.held) {
      receiver.held = ack.held();
      receiver.progressAtNanos = nowNanos;
      receiver.round = 0;
    }
    refill.acknowledged(id, receiver.held);
    if (receiver.held < arrived && (served || isMyTurn(receiver, nowNanos))) {
      refill.serve(id, receiver.held + 1, arrived, output);
    }
  }

  private boolean isMyTurn(Receiver receiver, long nowNanos) {
    long round = (nowNanos - receiver.progressAtNanos) / PATIENCE_NANOS;
    if (round == receiver.round) {
      return false;
    }
    receiver.round = round;
    return (receiver.held + round) % senders == self;
  }
}
