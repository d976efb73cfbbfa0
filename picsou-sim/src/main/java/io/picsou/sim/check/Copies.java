package io.picsou.sim.check;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import io.picsou.core.strategy.Strategy;
import java.util.stream.IntStream;

/**
 * How many copies of an entry a strategy makes without failures (docs/protocol.md, section 11).
 *
 * @param leastAcross between the clusters, at least
 * @param mostAcross between the clusters, at most
 * @param leastLocal between receivers, at least
 * @param mostLocal between receivers, at most
 */
record Copies(int leastAcross, int mostAcross, int leastLocal, int mostLocal) {
  static Copies of(Strategy strategy, Link link) {
    int senders = link.sending().size();
    int receivers = link.receiving().size();
    int peers = receivers - 1;
    return switch (strategy) {
      case PICSOU, LL -> new Copies(1, 1, peers, peers);
      case OST -> new Copies(1, 1, 0, 0);
      case ATA -> new Copies(senders * receivers, senders * receivers, 0, 0);
      case OTU -> otu(link.receiving(), peers);
    };
  }

  /** To receivers with a stake of u + 1, from whichever it starts; each may be the first. */
  private static Copies otu(Cluster cluster, int peers) {
    int[] counts =
        IntStream.range(0, cluster.size()).map(first -> enough(cluster, first)).sorted().toArray();
    int most = counts[counts.length - 1];
    return new Copies(counts[0], most, peers, most * peers);
  }

  private static int enough(Cluster cluster, int first) {
    int count = 0;
    for (long stake = 0; stake < cluster.quackStake(); count++) {
      stake += cluster.stake((first + count) % cluster.size());
    }
    return count;
  }
}
