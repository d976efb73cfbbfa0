package io.picsou.sim.check;

import io.picsou.sim.node.Node;
import io.picsou.sim.node.ReceiverNode;
import io.picsou.sim.node.SenderNode;

/**
 * Invariant 4: what a correct sender takes for QUACKed, some correct receiver holds; durably,
 * unless the link acknowledges from memory.
 */
final class QuackChecker extends Checker {
  private final Arrivals arrivals;

  QuackChecker(History history, Arrivals arrivals) {
    super(history);
    this.arrivals = arrivals;
  }

  @Override
  public void settled(Node<?> node) {
    if (node instanceof SenderNode sender && node.correct()) {
      long quacked = sender.protocol().quacked();
      long held = held(quacked);
      require(
          quacked <= held,
          "%s takes %d for QUACKed, but correct receivers hold only up to %d",
          node.peer(),
          quacked,
          held);
    }
  }

  private long held(long enough) {
    if (history.fromMemory()) {
      return arrivals.prefixAnywhere();
    }
    long most = 0;
    for (ReceiverNode receiver : history.receivers()) {
      if (receiver.correct()) {
        most = Math.max(most, receiver.durable());
        if (most >= enough) {
          return most;
        }
      }
    }
    return most;
  }
}
