package io.picsou.sim.check;

import io.picsou.core.entry.Frame;
import io.picsou.sim.node.ReceiverNode;

/** Invariant 2: every receiver delivers 1, 2, 3 … once each, in order, restarts included. */
final class OrderChecker extends Checker {
  OrderChecker(History history) {
    super(history);
  }

  @Override
  public void delivered(ReceiverNode at, Frame run) {
    require(
        run.first() == at.applied() + 1,
        "%s delivered %s where entry %d belongs",
        at.peer(),
        run,
        at.applied() + 1);
  }
}
