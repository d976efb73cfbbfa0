package io.picsou.sim.check;

import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Side;
import io.picsou.sim.node.Node;
import io.picsou.sim.node.ReceiverNode;
import io.picsou.sim.scenario.Profile;

/**
 * What little one-shot promises (docs/protocol.md, section 11): a receiver delivers in ascending
 * order, nothing twice, and without failures all that it was sent.
 */
final class OneShotChecker extends Checker {
  private final long[] sentTo;
  private final long[] delivered;

  OneShotChecker(History history) {
    super(history);
    this.sentTo = new long[history.scenario().size(Side.RECEIVING)];
    this.delivered = new long[sentTo.length];
  }

  @Override
  public void sent(Node<?> from, Envelope out) {
    if (out.message() instanceof Message.Data data) {
      sentTo[out.peer().replica()] += data.frame().count();
    }
  }

  @Override
  public void delivered(ReceiverNode at, Frame run) {
    delivered[at.peer().replica()] += run.count();
    require(
        run.first() > at.applied(),
        "%s delivered %s behind entry %d",
        at.peer(),
        run,
        at.applied());
  }

  @Override
  public void finish() {
    for (int id = 0; id < sentTo.length && history.is(Profile.CALM); id++) {
      require(
          delivered[id] == sentTo[id],
          "receiver %d delivered %d of %d entries that it was sent",
          id,
          delivered[id],
          sentTo[id]);
    }
  }
}
