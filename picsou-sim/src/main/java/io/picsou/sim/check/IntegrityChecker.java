package io.picsou.sim.check;

import io.picsou.core.entry.Frame;
import io.picsou.sim.node.ReceiverNode;

/** Invariant 1: what is delivered was committed, at that sequence, with those bytes. */
final class IntegrityChecker extends Checker {
  IntegrityChecker(History history) {
    super(history);
  }

  @Override
  public void delivered(ReceiverNode at, Frame run) {
    require(
        !at.correct() || history.log().contains(run),
        "%s delivered %s, which is not what was committed (up to %d)",
        at.peer(),
        run,
        history.log().committed());
  }
}
