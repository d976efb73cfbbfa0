package io.picsou.sim.check;

import io.picsou.core.protocol.Ack;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Message;
import io.picsou.sim.node.Node;
import io.picsou.sim.node.ReceiverNode;

/**
 * Under invariant 4: a correct receiver acknowledges only what it has, durably what is durable, and
 * bit by bit what has arrived.
 */
final class AckChecker extends Checker {
  private final Arrivals arrivals;

  /** One acknowledgment often goes to many; it stays true, so it is checked once. */
  private Ack checked;

  AckChecker(History history, Arrivals arrivals) {
    super(history);
    this.arrivals = arrivals;
  }

  @Override
  public void sent(Node<?> from, Envelope out) {
    Ack ack = ack(out.message());
    if (ack != null && ack != checked && from instanceof ReceiverNode receiver && from.correct()) {
      check(receiver, ack);
      checked = ack;
    }
  }

  private void check(ReceiverNode receiver, Ack ack) {
    int id = receiver.peer().replica();
    require(
        history.fromMemory() || ack.durable() <= receiver.durable(),
        "receiver %d acknowledges %d as durable, but only %d is",
        id,
        ack.durable(),
        receiver.durable());
    require(
        ack.held() <= arrivals.prefix(id),
        "receiver %d acknowledges %d, but only %d has arrived",
        id,
        ack.held(),
        arrivals.prefix(id));
    long[] phi = ack.phi();
    require(
        phi.length <= (history.options().phi() + 63) / 64,
        "receiver %d sends a list of %d words",
        id,
        phi.length);
    for (int word = 0; word < phi.length; word++) {
      for (long bits = phi[word]; bits != 0; bits &= bits - 1) {
        long sequence = ack.held() + 1 + 64L * word + Long.numberOfTrailingZeros(bits);
        require(
            arrivals.has(id, sequence),
            "receiver %d shows entry %d in its list, which has not arrived",
            id,
            sequence);
      }
    }
  }

  static Ack ack(Message message) {
    if (message instanceof Message.Acknowledge acknowledge) {
      return acknowledge.ack();
    }
    if (message instanceof Message.Forward forward) {
      return forward.ack();
    }
    return message instanceof Message.Fetch fetch ? fetch.ack() : null;
  }
}
