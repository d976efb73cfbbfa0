package io.picsou.core.schedule;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import io.picsou.core.cluster.Replica;
import io.picsou.core.cluster.Thresholds;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Links to schedule. */
final class Links {
  private Links() {}

  static Link of(long[] sending, long[] receiving) {
    return new Link("link", cluster("A", sending), cluster("B", receiving));
  }

  static Link equal(int senders, int receivers) {
    return of(ones(senders), ones(receivers));
  }

  static Link random(Random random, int mostReplicas) {
    return of(stakes(random, mostReplicas), stakes(random, mostReplicas));
  }

  static long[] ones(int size) {
    return LongStream.generate(() -> 1).limit(size).toArray();
  }

  /** Alike, very different, or both large and odd. */
  static long[] stakes(Random random, int mostReplicas) {
    int size = 1 + random.nextInt(mostReplicas);
    long most = new long[] {2, 10, 1_000, 10_000_000_000_000L}[random.nextInt(4)];
    return random.longs(size, 1, most).toArray();
  }

  static Cluster cluster(String id, long... stakes) {
    long total = Arrays.stream(stakes).sum();
    return new Cluster(
        id,
        0,
        IntStream.range(0, stakes.length).mapToObj(i -> new Replica(i, "", stakes[i])).toList(),
        Thresholds.crash(total));
  }
}
