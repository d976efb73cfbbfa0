package io.picsou.sim.check;

import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.EpochCounters;
import io.picsou.core.protocol.Epochs;
import io.picsou.sim.node.Node;

/** Docs/protocol.md, section 8: a message of another configuration is dropped and counted. */
final class EpochChecker extends Checker {
  private final Epochs epochs;
  private Envelope foreign;
  private EpochCounters before;

  EpochChecker(History history) {
    super(history);
    var link = history.scenario().setup().link();
    this.epochs = new Epochs(link.sending().epoch(), link.receiving().epoch());
  }

  @Override
  public void received(Node<?> at, Envelope in) {
    boolean same =
        in.epochs().sending() == epochs.sending() && in.epochs().receiving() == epochs.receiving();
    foreign = same || !at.correct() ? null : in;
    before = at.up() ? at.protocol().epochCounters() : null;
  }

  @Override
  public void settled(Node<?> node) {
    boolean counted =
        foreign == null || !node.up() || !node.protocol().epochCounters().equals(before);
    foreign = null;
    require(counted, "%s took a message of another epoch", node.peer());
  }
}
