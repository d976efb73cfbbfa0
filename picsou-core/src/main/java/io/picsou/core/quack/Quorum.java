package io.picsou.core.quack;

import io.picsou.core.cluster.Cluster;
import java.util.function.IntToLongFunction;

/**
 * Finds what replicas with enough stake have reached. Not thread-safe; allocates nothing per call.
 */
public final class Quorum {
  private final Cluster cluster;
  private final int[] order;

  public Quorum(Cluster cluster) {
    this.cluster = cluster;
    this.order = new int[cluster.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
  }

  /**
   * The highest value that replicas with a stake of at least {@code stake} have each reached.
   *
   * @param value what a replica has reached
   * @return 0 if all replicas together have less stake
   */
  public long reached(IntToLongFunction value, long stake) {
    sort(value);
    long sum = 0;
    for (int replica : order) {
      sum += cluster.stake(replica);
      if (sum >= stake) {
        return value.applyAsLong(replica);
      }
    }
    return 0;
  }

  /** Insertion sort, highest first: the order hardly changes between two calls. */
  private void sort(IntToLongFunction value) {
    for (int i = 1; i < order.length; i++) {
      int replica = order[i];
      long reached = value.applyAsLong(replica);
      int j = i;
      for (; j > 0 && value.applyAsLong(order[j - 1]) < reached; j--) {
        order[j] = order[j - 1];
      }
      order[j] = replica;
    }
  }
}
