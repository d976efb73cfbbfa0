package io.picsou.core.quack;

import io.picsou.core.cluster.Cluster;
import java.util.Arrays;

/**
 * Notices that resends were needless: receivers count entries that came a second time because a
 * late sender was taken for a dead one (docs/protocol.md, section 6). Reports from a stake of r + 1
 * include an honest one; liars alone change nothing.
 */
public final class NeedlessResends {
  private final Cluster receivers;
  private final Quorum quorum;
  private final long[] counts;

  /** By receiver: how much more it has reported since this last told of any. */
  private final long[] fresh;

  public NeedlessResends(Cluster receivers) {
    this.receivers = receivers;
    this.quorum = new Quorum(receivers);
    this.counts = new long[receivers.size()];
    this.fresh = new long[receivers.size()];
  }

  /**
   * Takes in how many entries a receiver has had twice since it started.
   *
   * @return how many all receivers together may have had since this last returned more than 0, for
   *     all that an honest one reports; 0 while none is known to be honest
   */
  public long onReport(int receiver, long count) {
    fresh[receiver] += Math.max(0, count - counts[receiver]);
    counts[receiver] = count;
    long each = quorum.reached(id -> fresh[id], receivers.honestStake());
    if (each > 0) {
      Arrays.fill(fresh, 0);
    }
    return each * receivers.size();
  }
}
