package io.picsou.sim.check;

import io.picsou.core.entry.EntryCodec;
import io.picsou.sim.node.SenderNode;
import io.picsou.sim.scenario.Fault;
import io.picsou.sim.scenario.Profile;
import io.picsou.sim.scenario.Workload;

/**
 * Docs/protocol.md, section 7: what some receiver has, the others fetch from it. As long as every
 * receiver keeps everything, senders need not help anybody.
 */
final class RepairChecker extends Checker {
  RepairChecker(History history) {
    super(history);
  }

  @Override
  public void finish() {
    Workload workload = history.scenario().workload();
    long most = (long) workload.entries() * (workload.maxBytes() + EntryCodec.OVERHEAD_BYTES);
    boolean jumps = // a sender whose clock jumps believes that receivers were stuck for as long
        history.scenario().faults().stream().anyMatch(f -> f instanceof Fault.ClockJump);
    if (!history.is(Profile.NETWORK) || jumps || history.options().retentionBytes() < most) {
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
