package io.picsou.sim.check;

import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Message;
import io.picsou.core.schedule.Schedule;
import io.picsou.core.strategy.Strategy;
import io.picsou.sim.node.Node;
import io.picsou.sim.scenario.Profile;

/**
 * Invariant 6: neither reordering nor up to r lying receivers make a correct sender resend
 * anything, and dead or lying replicas no more than it takes for a correct sender to meet a correct
 * receiver.
 */
final class ResendChecker extends Checker {
  private final int[] resends;
  private final long most;

  ResendChecker(History history) {
    super(history);
    this.resends = new int[(int) history.log().end() + 1];
    this.most = most();
  }

  @Override
  public void sent(Node<?> from, Envelope out) {
    if (most == Long.MAX_VALUE
        || !from.correct()
        || !(out.message() instanceof Message.Data data)
        || !data.resend()
        || !history.receivers().get(out.peer().replica()).correct()) {
      return;
    }
    Frame frame = data.frame();
    for (long k = frame.first(); k <= frame.last(); k++) {
      require(
          ++resends[(int) k] <= most,
          "%s resends entry %d to %s: resend %d, at most %d are due",
          from.peer(),
          k,
          out.peer(),
          resends[(int) k],
          most);
    }
  }

  private long most() {
    boolean picsou = history.strategy() == Strategy.PICSOU;
    if (history.is(Profile.CALM) || (picsou && history.is(Profile.ACK_LIARS))) {
      return 0;
    }
    return picsou && history.is(Profile.DEAD)
        ? new Schedule(history.scenario().setup().link()).attemptBound()
        : Long.MAX_VALUE;
  }
}
