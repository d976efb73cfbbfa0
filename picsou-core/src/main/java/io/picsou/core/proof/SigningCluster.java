package io.picsou.core.proof;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Replica;
import java.security.PublicKey;
import java.util.HashSet;
import java.util.List;

/**
 * Who may sign for a sending cluster under one of its epochs. Immutable and thread-safe.
 *
 * @param keys Ed25519 public keys by replica id; all different
 * @param stakes by replica id
 * @param needed the stake that has to sign: u + r + 1 of that epoch
 */
public record SigningCluster(long epoch, List<PublicKey> keys, List<Long> stakes, long needed) {
  /**
   * Checks that each replica has one key of its own and that all together suffice.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  public SigningCluster {
    keys = List.copyOf(keys);
    stakes = List.copyOf(stakes);
    long total = stakes.stream().reduce(0L, Math::addExact);
    require(epoch >= 0, "epoch " + epoch + " is negative");
    require(
        keys.size() == stakes.size(),
        keys.size()
            + " keys for "
            + stakes.size()
            + " replicas; give one for each, in their order");
    require(new HashSet<>(keys).size() == keys.size(), "a key is listed twice");
    require(stakes.stream().allMatch(stake -> stake >= 1), "a stake is below 1");
    require(
        needed >= 1 && needed <= total,
        "a stake of " + needed + " has to sign, but the replicas have " + total);
  }

  /** The signers of a cluster's present configuration. */
  public static SigningCluster of(Cluster cluster, List<PublicKey> keys) {
    List<Long> stakes = cluster.replicas().stream().map(Replica::stake).toList();
    return new SigningCluster(cluster.epoch(), keys, stakes, cluster.proofStake());
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
