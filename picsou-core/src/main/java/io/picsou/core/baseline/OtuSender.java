package io.picsou.core.baseline;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.protocol.Message;
import io.picsou.core.quack.Quorum;

/**
 * The sending half of OTU, GeoBFT's dispatch (docs/protocol.md, section 11): the leader sends each
 * run to receivers with a stake of u + 1, the same for as long as it leads; every sender answers
 * receivers that ask for what they miss. Sender v mod n leads, where v is the view that receivers
 * with a stake of r + 1 have reached: at first sender 0.
 */
public final class OtuSender extends FanoutSender {
  private final int self;
  private final Cluster receivers;
  private final Quorum quorum;
  private final long[] views;
  private boolean leading;

  /**
   * @param self this replica's id in the sending cluster
   * @param after everything up to this sequence is QUACKed already; the stream goes on behind it
   */
  public OtuSender(Link link, int self, LinkOptions options, long after) {
    super(link, options, after, receiver -> false);
    this.self = self;
    this.receivers = link.receiving();
    this.quorum = new Quorum(receivers);
    this.views = new long[receivers.size()];
    this.leading = self == LEADER;
  }

  @Override
  public boolean offer(Frame run, long nowNanos) {
    if (!super.offer(run, nowNanos)) {
      return false;
    }
    if (leading && run.last() > fanout.arrived()) {
      dispatch(run);
    }
    return true;
  }

  @Override
  boolean dispatchMore(int receiver, Message message) {
    if (!(message instanceof Message.View wanted)) {
      return false;
    }
    views[receiver] = Math.max(views[receiver], wanted.view());
    long view = quorum.reached(id -> views[id], receivers.honestStake());
    boolean mine = view % link.sending().size() == self;
    if (mine && !leading) {
      sendFrom(fanout.arrived() + 1);
    }
    leading = mine;
    return true;
  }

  private void sendFrom(long sequence) {
    long next = sequence;
    for (Frame run = fanout.piece(next); run != null; run = fanout.piece(next)) {
      dispatch(run);
      next = run.last() + 1;
    }
  }

  /** Sends a run to enough receivers for one of them to be correct; each leader has its own. */
  private void dispatch(Frame run) {
    long stake = 0;
    for (int i = 0; stake < receivers.quackStake(); i++) {
      int receiver = (self + i) % receivers.size();
      send(receiver, run, false);
      stake += receivers.stake(receiver);
    }
  }
}
