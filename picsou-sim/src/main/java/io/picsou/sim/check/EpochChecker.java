package io.picsou.sim.check;

import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Epochs;
import io.picsou.core.protocol.Evidence;
import io.picsou.sim.node.Node;

/** Docs/protocol.md, section 8: a message of another configuration is refused and reported. */
final class EpochChecker extends Checker {
  private final Epochs epochs;
  private Envelope unreported;

  EpochChecker(History history) {
    super(history);
    var link = history.scenario().setup().link();
    this.epochs = new Epochs(link.sending().epoch(), link.receiving().epoch());
  }

  @Override
  public void received(Node<?> at, Envelope in) {
    boolean same =
        in.epochs().sending() == epochs.sending() && in.epochs().receiving() == epochs.receiving();
    unreported = same || !at.correct() ? null : in;
  }

  @Override
  public void accused(Node<?> by, Evidence evidence) {
    if (evidence.rule() == Evidence.Rule.WRONG_EPOCH) {
      unreported = null;
    }
  }

  @Override
  public void settled(Node<?> node) {
    require(unreported == null, "%s took %s, which is of another epoch", node.peer(), unreported);
  }
}
