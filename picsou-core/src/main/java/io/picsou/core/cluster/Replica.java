package io.picsou.core.cluster;

/**
 * One replica of a cluster.
 *
 * @param id its index, 0 … n-1
 * @param address host:port of its Picsou endpoint; empty where nobody connects to it
 * @param stake its voting weight, at least 1
 */
public record Replica(int id, String address, long stake) {
  public Replica {
    if (id < 0) {
      throw new IllegalArgumentException("replica id " + id + " is negative");
    }
    if (stake < 1) {
      throw new IllegalArgumentException(
          "replica " + id + " has stake " + stake + ", at least 1 is needed");
    }
  }
}
