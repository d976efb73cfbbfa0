package io.picsou.core.schedule;

import io.picsou.core.cluster.Cluster;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * One cluster's shares of a quantum of turns: as many turns for each replica as Hamilton's method
 * gives it by stake, spread evenly. The j-th of c turns of a replica has its ideal place at (j + ½)
 * / c of the quantum, and turns are dealt out in the order of these places. Nothing of the size of
 * the quantum is kept: the owner of a turn is found by search.
 */
final class Quantum {
  /** Below this, products of two counts fit a long. */
  static final int MAX_TURNS = 1 << 30;

  private final int length;
  private final long[] counts;

  /**
   * @param length how many turns the quantum has, at most {@link #MAX_TURNS}
   */
  Quantum(Cluster cluster, int length) {
    this.length = length;
    this.counts = hamilton(cluster, length);
  }

  /** The replica whose turn it is. */
  int owner(int turn) {
    int low = Math.max(0, turn - counts.length);
    int high = Math.min(length, turn + counts.length + 2);
    while (low + 1 < high) {
      int middle = (low + high) >>> 1;
      if (placesUpTo(middle) <= turn) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return ownerWithin(low, turn - placesUpTo(low));
  }

  /** How many turns a replica has in each quantum. */
  long count(int replica) {
    return counts[replica];
  }

  private long placesUpTo(int end) {
    long places = 0;
    for (long count : counts) {
      places += placesUpTo(end, count);
    }
    return places;
  }

  /** How many of a replica's places are at most so far from the start. */
  private long placesUpTo(int end, long count) {
    return (2 * count * end + length) / (2L * length);
  }

  /** The owner of one of the places behind {@code start}, each replica having at most one there. */
  private int ownerWithin(int start, long rank) {
    for (int replica = 0; replica < counts.length; replica++) {
      if (hasPlaceAfter(start, replica) && rankWithin(start, replica) == rank) {
        return replica;
      }
    }
    throw new IllegalStateException("no place " + rank + " behind " + start + " of " + length);
  }

  private int rankWithin(int start, int replica) {
    int rank = 0;
    for (int other = 0; other < counts.length; other++) {
      if (other != replica && hasPlaceAfter(start, other) && isBefore(start, other, replica)) {
        rank++;
      }
    }
    return rank;
  }

  private boolean hasPlaceAfter(int start, int replica) {
    long count = counts[replica];
    return placesUpTo(start + 1, count) > placesUpTo(start, count);
  }

  private boolean isBefore(int start, int replica, int other) {
    long place = (2 * placesUpTo(start, counts[replica]) + 1) * counts[other];
    long otherPlace = (2 * placesUpTo(start, counts[other]) + 1) * counts[replica];
    return place < otherPlace || (place == otherPlace && replica < other);
  }

  /** The whole part of each exact share, and one more for the largest remainders. */
  private static long[] hamilton(Cluster cluster, int length) {
    BigInteger total = BigInteger.valueOf(cluster.totalStake());
    long[] counts = new long[cluster.size()];
    BigInteger[] remainders = new BigInteger[cluster.size()];
    long left = length;
    for (int replica = 0; replica < counts.length; replica++) {
      BigInteger[] share =
          BigInteger.valueOf(cluster.stake(replica))
              .multiply(BigInteger.valueOf(length))
              .divideAndRemainder(total);
      counts[replica] = share[0].longValueExact();
      remainders[replica] = share[1];
      left -= counts[replica];
    }
    IntStream.range(0, counts.length)
        .boxed()
        .sorted(Comparator.comparing((Integer replica) -> remainders[replica]).reversed())
        .limit(left)
        .forEach(replica -> counts[replica]++);
    return counts;
  }
}
