package io.picsou.core.cluster;

/**
 * Some of a cluster's replicas, counted by stake and by number: those that are slow, and whether to
 * wait for them (docs/protocol.md, section 7). Not thread-safe.
 */
public final class Tally {
  private final Cluster cluster;
  private long stake;
  private int count;

  public Tally(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Counts a replica, which must not be counted yet. */
  public void add(int replica) {
    stake += cluster.stake(replica);
    count++;
  }

  /** The stake of those that were counted. */
  public long stake() {
    return stake;
  }

  /**
   * Whether they are worth a pause of everybody: an honest one is among them, or they are half of
   * the cluster. Where one replica has nearly all of the stake the others may all be liars, but
   * have what they have from that one, who is slower at passing it on than at taking it in. Liars
   * may thus be waited for, so whoever waits has to be patient for a bounded time only.
   */
  public boolean isWorthAPause() {
    return count > 0 && (stake >= cluster.honestStake() || 2 * count >= cluster.size());
  }
}
