package io.picsou.bench.replica;

import java.util.Map;

/**
 * One end of one link, played by one replica.
 *
 * @param kind what it is
 * @param link the number of the link: 0, or in duplex 0 and 1
 * @param cluster the cluster that the replica belongs to
 * @param replica its id there
 * @param conduct whether it does what it should
 * @param settings as a connector would be given them
 * @param source what a sender sends; null for receivers
 * @param sink where a receiver's entries go; null for senders
 */
public record RolePlan(
    ReplicaKind kind,
    int link,
    String cluster,
    int replica,
    Conduct conduct,
    Map<String, String> settings,
    SourcePlan source,
    SinkPlan sink) {

  /** The name of the replica, for people. */
  public String name() {
    return cluster + replica;
  }

  /** Whether it is a receiver whose figures count. */
  public boolean correctReceiver() {
    return kind.receiving() && conduct == Conduct.CORRECT;
  }
}
