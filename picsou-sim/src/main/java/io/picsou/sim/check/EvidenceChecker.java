package io.picsou.sim.check;

import io.picsou.core.protocol.Evidence;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.Side;
import io.picsou.sim.node.Node;

/** No correct replica accuses another correct one. */
final class EvidenceChecker extends Checker {
  EvidenceChecker(History history) {
    super(history);
  }

  @Override
  public void accused(Node<?> by, Evidence evidence) {
    require(
        !by.correct() || !node(evidence.peer()).correct(),
        "%s accuses %s, which is correct, of %s about entry %d",
        by.peer(),
        evidence.peer(),
        evidence.rule(),
        evidence.sequence());
  }

  private Node<?> node(Peer peer) {
    return peer.side() == Side.SENDING
        ? history.senders().get(peer.replica())
        : history.receivers().get(peer.replica());
  }
}
