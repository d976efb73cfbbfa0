package io.picsou.sim.check;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.entry.EntryCodec;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Side;
import io.picsou.core.schedule.Turns;
import io.picsou.core.strategy.Strategy;
import io.picsou.sim.node.Node;
import io.picsou.sim.scenario.Profile;
import io.picsou.sim.scenario.Workload;

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

  /**
   * Where entries of different sizes have turns of different lengths, shares are equal for each
   * length (docs/adr/0009), so it depends on which sizes come where who carries an entry: four
   * standard deviations, of at most a half per entry.
   */
  private double chance(long entries) {
    Turns turns = new Turns(history.options().stripe(), history.options().stripeBytes());
    int overhead = EntryCodec.OVERHEAD_BYTES;
    Workload workload = history.scenario().workload();
    long probe = 1L << 40;
    boolean mixed =
        turns.turn(probe, overhead + workload.minBytes())
            != turns.turn(probe, (int) history.log().longestBytes());
    return mixed ? 2 * Math.sqrt(entries) : 0;
  }

  private void check(Side side, long[] loads) {
    Cluster cluster = history.scenario().cluster(side);
    long entries = history.log().end();
    // A round that is not over, and one per cent.
    int round = history.options().stripe() * (sent.length + received.length);
    double tolerance = 0.01 * entries + round + chance(entries);
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
