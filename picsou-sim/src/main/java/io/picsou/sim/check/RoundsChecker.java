package io.picsou.sim.check;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Side;
import io.picsou.sim.node.Node;
import io.picsou.sim.scenario.Profile;

/**
 * OTU's promise (docs/protocol.md, section 11): where replicas are dead or lie from the start and
 * the network is fair, a receiver gets what it lacks after asking at most u + 1 senders.
 */
final class RoundsChecker extends Checker {
  private final long[] held;
  private final long[] askedAtNanos;
  private final int[] rounds;
  private final int most;

  RoundsChecker(History history) {
    super(history);
    int receivers = history.scenario().size(Side.RECEIVING);
    this.held = new long[receivers];
    this.askedAtNanos = new long[receivers];
    this.rounds = new int[receivers];
    this.most = mostFaulty(history.scenario().cluster(Side.SENDING)) + 1;
  }

  @Override
  public void sent(Node<?> from, Envelope out) {
    if (from.correct()
        && history.is(Profile.DEAD)
        && out.peer().side() == Side.SENDING
        && out.message() instanceof Message.Fetch fetch) {
      asked(from.peer().replica(), fetch.ack().held());
    }
  }

  /** Requests of one moment are one round: several gaps are asked for at a time. */
  private void asked(int receiver, long heldNow) {
    if (heldNow > held[receiver]) {
      held[receiver] = heldNow;
      rounds[receiver] = 0;
    }
    if (rounds[receiver] == 0 || askedAtNanos[receiver] != history.events().nowNanos()) {
      askedAtNanos[receiver] = history.events().nowNanos();
      rounds[receiver]++;
    }
    require(
        rounds[receiver] <= most,
        "receiver %d asks for entry %d in round %d, at most %d are due",
        receiver,
        heldNow + 1,
        rounds[receiver],
        most);
  }

  /** How many replicas may be faulty: those of least stake within u. */
  private static int mostFaulty(Cluster cluster) {
    long left = cluster.thresholds().u();
    int faulty = 0;
    for (long stake :
        cluster.replicas().stream().mapToLong(replica -> replica.stake()).sorted().toArray()) {
      left -= stake;
      if (left < 0) {
        break;
      }
      faulty++;
    }
    return faulty;
  }
}
