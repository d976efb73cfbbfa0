package io.picsou.sim.check;

import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Side;
import io.picsou.sim.node.Node;
import io.picsou.sim.scenario.Profile;

/**
 * Invariant 5: without failures exactly one copy of an entry crosses between the clusters, n_r - 1
 * go from receiver to receiver, and acknowledgments to senders are paced by time, whatever n is.
 */
final class CostChecker extends Checker {
  private final long[] acks;
  private final long[] probes;
  private long across;
  private long local;

  CostChecker(History history) {
    super(history);
    this.acks = new long[history.scenario().cluster(Side.RECEIVING).size()];
    this.probes = new long[acks.length];
  }

  @Override
  public void sent(Node<?> from, Envelope out) {
    if (out.message() instanceof Message.Data data) {
      across += data.frame().count();
    } else if (out.message() instanceof Message.Forward forward) {
      local += forward.frame().count();
    } else if (out.message() instanceof Message.Acknowledge && out.peer().side() == Side.SENDING) {
      acks[from.peer().replica()]++;
    }
  }

  @Override
  public void received(Node<?> at, Envelope in) {
    if (in.message() instanceof Message.Probe) {
      probes[at.peer().replica()]++;
    }
  }

  @Override
  public void finish() {
    if (!history.is(Profile.CALM)) {
      return;
    }
    long entries = history.log().end();
    require(across == entries, "%d copies of %d entries crossed", across, entries);
    long expected = entries * (acks.length - 1);
    require(local == expected, "%d local copies instead of %d", local, expected);
    long interval = history.options().ackInterval().toNanos();
    double elapsed = 1.02 * history.events().nowNanos();
    for (int i = 0; i < acks.length; i++) {
      long most = (long) (elapsed / interval) + probes[i] + 2;
      require(acks[i] <= most, "receiver %d sent %d acks instead of %d", i, acks[i], most);
    }
  }
}
