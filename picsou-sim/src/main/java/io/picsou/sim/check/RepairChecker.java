package io.picsou.sim.check;

import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Message;
import io.picsou.sim.node.Node;
import io.picsou.sim.node.SenderNode;
import io.picsou.sim.scenario.Fault;
import io.picsou.sim.scenario.Profile;

/**
 * Docs/protocol.md, section 7: what some receiver has, the others fetch from it. As long as every
 * receiver keeps everything, senders need not help anybody. And no liar makes a receiver ask a
 * correct peer for what does not exist.
 */
final class RepairChecker extends Checker {
  RepairChecker(History history) {
    super(history);
  }

  /** What enough senders or the peer itself said that it has is committed, whoever else lies. */
  @Override
  public void sent(Node<?> from, Envelope out) {
    if (out.message() instanceof Message.Fetch fetch
        && from.correct()
        && history.receivers().get(out.peer().replica()).correct()) {
      require(
          fetch.last() <= history.log().committed(),
          "%s asks %s for entries up to %d, which nobody committed",
          from.peer(),
          out.peer(),
          fetch.last());
    }
  }

  @Override
  public void finish() {
    boolean jumps = // a sender whose clock jumps believes that receivers were stuck for as long
        history.scenario().faults().stream().anyMatch(f -> f instanceof Fault.ClockJump);
    if (!history.is(Profile.NETWORK)
        || jumps
        || history.options().retentionBytes() < history.log().sizeBytes()) {
      return;
    }
    for (SenderNode sender : history.senders()) {
      long helped = sender.protocol().counters().entriesFromHistory();
      require(
          helped == 0,
          "%s had to help with %d entries that every receiver could fetch from a peer",
          sender.peer(),
          helped);
    }
  }
}
