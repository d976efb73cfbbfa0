package io.picsou.core.schedule;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;

/**
 * Who sends which turn to whom, attempt by attempt (docs/protocol.md, sections 3 and 6). Every
 * replica computes the same answers from the link's description alone; the size of stakes costs
 * nothing. Immutable and thread-safe.
 */
public final class Schedule {
  private final Dispatch first;
  private final ResendWalk resends;

  public Schedule(Link link) {
    boolean equal = equalStakes(link.sending()) && equalStakes(link.receiving());
    this.first = equal ? new Rotation(link) : new SharewiseDispatch(link);
    this.resends = new ResendWalk(link);
  }

  /**
   * The replica of the sending cluster whose duty an attempt is.
   *
   * @param turn of {@link Turns}
   * @param attempt 0 for the first transmission, then 1, 2, 3 …
   */
  public int sender(long turn, int attempt) {
    int sender = first.sender(turn);
    return attempt == 0 ? sender : resends.at(sender, first.receiver(turn), attempt).sender();
  }

  /** The replica of the receiving cluster that an attempt goes to. */
  public int receiver(long turn, int attempt) {
    int receiver = first.receiver(turn);
    return attempt == 0 ? receiver : resends.at(first.sender(turn), receiver, attempt).receiver();
  }

  /**
   * The most attempts that one turn needs, the first one included, until a correct sender has met a
   * correct receiver, whoever of both clusters fails within their thresholds. Computed anew by each
   * call.
   */
  public int attemptBound() {
    return resends.bound();
  }

  private static boolean equalStakes(Cluster cluster) {
    long stake = cluster.stake(0);
    return cluster.replicas().stream().allMatch(replica -> replica.stake() == stake);
  }
}
