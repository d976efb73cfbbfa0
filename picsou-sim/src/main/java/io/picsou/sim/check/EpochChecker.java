package io.picsou.sim.check;

import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.EpochCounters;
import io.picsou.core.protocol.Epochs;
import io.picsou.sim.node.Node;

/** Docs/protocol.md, section 8: a message of another configuration is dropped and counted. */
final class EpochChecker extends Checker {
  private Envelope foreign;
  private EpochCounters before;

  EpochChecker(History history) {
    super(history);
  }

  @Override
  public void received(Node<?> at, Envelope in) {
    // Not by their own equals: a variant of the protocol may be broken just there.
    Epochs own = Epochs.of(at.link());
    boolean same =
        in.epochs().sending() == own.sending() && in.epochs().receiving() == own.receiving();
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
