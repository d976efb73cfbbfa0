package io.picsou.sim.check;

import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Side;
import io.picsou.sim.node.Node;
import io.picsou.sim.scenario.Profile;

/**
 * Invariant 5: without failures exactly one copy of an entry crosses between the clusters, n_r - 1
 * go from receiver to receiver, and acknowledgments to senders are paced by time, whatever n is. Of
 * the other strategies as many copies as section 11 of docs/protocol.md says.
 */
final class CostChecker extends Checker {
  private final long[] acks;
  private final long[] probes;
  private long across;
  private long local;

  CostChecker(History history) {
    super(history);
    this.acks = new long[history.scenario().size(Side.RECEIVING)];
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
    Copies due = Copies.of(history.strategy(), history.scenario().setup().link());
    long entries = history.log().end();
    require(
        across >= entries * due.leastAcross() && across <= entries * due.mostAcross(),
        "%d copies of %d entries crossed, %s each are due",
        across,
        entries,
        due);
    require(
        local >= entries * due.leastLocal() && local <= entries * due.mostLocal(),
        "%d local copies of %d entries, %s each are due",
        local,
        entries,
        due);
    long interval = history.options().ackInterval().toNanos();
    double elapsed = 1.02 * history.events().nowNanos();
    for (int i = 0; i < acks.length; i++) {
      long most = (long) (elapsed / interval) + probes[i] + 2;
      require(acks[i] <= most, "receiver %d sent %d acks instead of %d", i, acks[i], most);
    }
  }
}
