package io.picsou.sim.check;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Side;
import io.picsou.core.strategy.Strategy;
import io.picsou.sim.node.Node;
import io.picsou.sim.scenario.Profile;

/** Invariant 8: without failures every replica's share of the traffic is its share of the stake. */
final class LoadChecker extends Checker {
  private final long[] sent;
  private final long[] received;

  LoadChecker(History history) {
    super(history);
    this.sent = new long[history.scenario().size(Side.SENDING)];
    this.received = new long[history.scenario().size(Side.RECEIVING)];
  }

  @Override
  public void sent(Node<?> from, Envelope out) {
    if (out.message() instanceof Message.Data data) {
      sent[from.peer().replica()] += data.frame().count();
      received[out.peer().replica()] += data.frame().count();
    }
  }

  @Override
  public void finish() {
    if (history.is(Profile.CALM)) {
      check(Side.SENDING, sent);
      if (history.strategy() == Strategy.PICSOU) { // one-shot's senders have a partner each
        check(Side.RECEIVING, received);
      }
    }
  }

  private void check(Side side, long[] loads) {
    Cluster cluster = history.scenario().cluster(side);
    long entries = history.log().end();
    // A round that is not over, and one per cent.
    int round = history.options().stripe() * (sent.length + received.length);
    double tolerance = 0.01 * entries + round;
    for (int i = 0; i < loads.length; i++) {
      double share = (double) entries * cluster.stake(i) / cluster.totalStake();
      require(
          Math.abs(loads[i] - share) <= tolerance,
          "%s replica %d carried %d of %d entries, its share is %.1f",
          side,
          i,
          loads[i],
          entries,
          share);
    }
  }
}
