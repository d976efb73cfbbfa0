package io.picsou.core.cluster;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A replicated state machine as the protocol sees it: who belongs to it, with which stakes, under
 * which epoch, and how many may fail (docs/protocol.md, section 2). Immutable.
 *
 * @param id the name of the replicated state machine
 * @param epoch the number of its configuration; higher replaces lower
 * @param replicas ids 0 … n-1 in this order
 */
public record Cluster(String id, long epoch, List<Replica> replicas, Thresholds thresholds) {
  /**
   * Checks that ids are 0 … n-1, addresses differ, and total stake ≥ 2u + r + 1.
   *
   * @throws IllegalArgumentException saying what is wrong and what would be right
   */
  public Cluster {
    replicas = List.copyOf(replicas);
    if (id.isBlank()) {
      throw new IllegalArgumentException("a cluster needs a non-empty id");
    }
    if (epoch < 0) {
      throw new IllegalArgumentException("cluster " + id + ": epoch " + epoch + " is negative");
    }
    if (replicas.isEmpty()) {
      throw new IllegalArgumentException("cluster " + id + " has no replicas");
    }
    checkReplicas(id, replicas);
    checkThresholds(id, replicas, thresholds);
  }

  /** The number of replicas. */
  public int size() {
    return replicas.size();
  }

  /** The stake of one replica. */
  public long stake(int replica) {
    return replicas.get(replica).stake();
  }

  /** The sum of all stakes. */
  public long totalStake() {
    return total(replicas);
  }

  /** The largest stake as a part of all. */
  public double largestShare() {
    long largest = replicas.stream().mapToLong(Replica::stake).max().orElseThrow();
    return (double) largest / totalStake();
  }

  /** The stake that includes one correct replica whatever fails: u + 1. A QUACK needs this much. */
  public long quackStake() {
    return thresholds.u() + 1;
  }

  /**
   * The stake that includes one honest replica: r + 1. Complaints and watermarks need this much.
   */
  public long honestStake() {
    return thresholds.r() + 1;
  }

  /** The stake that commits an entry: u + r + 1. A commit proof needs this much. */
  public long proofStake() {
    return thresholds.u() + thresholds.r() + 1;
  }

  private static long total(List<Replica> replicas) {
    return replicas.stream().mapToLong(Replica::stake).reduce(0, Math::addExact);
  }

  private static void checkReplicas(String id, List<Replica> replicas) {
    Map<String, Integer> addresses = new HashMap<>();
    for (int i = 0; i < replicas.size(); i++) {
      Replica replica = replicas.get(i);
      if (replica.id() != i) {
        throw new IllegalArgumentException(
            "cluster "
                + id
                + ": replica ids must be 0 to "
                + (replicas.size() - 1)
                + ", each once; found "
                + replica.id()
                + " in place "
                + i);
      }
      Integer twin = replica.address().isEmpty() ? null : addresses.put(replica.address(), i);
      if (twin != null) {
        throw new IllegalArgumentException(
            "cluster "
                + id
                + ": replicas "
                + twin
                + " and "
                + i
                + " share address "
                + replica.address());
      }
    }
  }

  private static void checkThresholds(String id, List<Replica> replicas, Thresholds thresholds) {
    long total = total(replicas);
    long needed =
        Math.addExact(Math.addExact(Math.multiplyExact(2, thresholds.u()), thresholds.r()), 1);
    if (total < needed) {
      throw new IllegalArgumentException(
          "cluster "
              + id
              + ": u="
              + thresholds.u()
              + " and r="
              + thresholds.r()
              + " need a total stake of 2u+r+1="
              + needed
              + ", but its replicas have "
              + total
              + "; add replicas or lower u and r");
    }
  }
}
