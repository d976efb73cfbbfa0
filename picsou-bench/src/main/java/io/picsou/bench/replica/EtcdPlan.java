package io.picsou.bench.replica;

import java.util.List;

/**
 * How a receiver's entries come to etcd.
 *
 * @param endpoints client URLs of the receiving cluster, its own member's first
 * @param duty what the receiver does
 * @param log the name under which appliers keep how far they are
 */
public record EtcdPlan(List<String> endpoints, Duty duty, String log) {
  /** What a receiver does with entries. */
  public enum Duty {
    /** Applies all of them, as an etcd sink connector does. */
    APPLY,
    /** Leaves that to the applier, and has them as soon as its cluster has committed them. */
    FOLLOW,
    /** Applies its share of them, where nobody gets all. */
    APPLY_SHARE,
    /** Compares them with what its own member of etcd has, and acts where that differs. */
    RECONCILE
  }
}
