package io.picsou.core.quack;

import io.picsou.core.cluster.Cluster;
import java.util.BitSet;

/**
 * Notices that resends were needless: receivers count entries that came a second time because a
 * late sender was taken for a dead one (docs/protocol.md, section 6). Reports from a stake of r + 1
 * include an honest one; liars alone change nothing.
 */
public final class NeedlessResends {
  private final Cluster receivers;
  private final long[] counts;
  private final BitSet reporting = new BitSet();

  public NeedlessResends(Cluster receivers) {
    this.receivers = receivers;
    this.counts = new long[receivers.size()];
  }

  /**
   * Takes in how many entries a receiver has had twice since it started.
   *
   * @return whether enough receivers have had more since this last returned true
   */
  public boolean onReport(int receiver, long count) {
    if (count > counts[receiver]) {
      reporting.set(receiver);
    }
    counts[receiver] = count;
    long stake = reporting.stream().mapToLong(receivers::stake).sum();
    if (stake < receivers.honestStake()) {
      return false;
    }
    reporting.clear();
    return true;
  }
}
