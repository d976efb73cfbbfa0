package io.picsou.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static Cluster cluster(Thresholds thresholds, long... stakes) {
    List<Replica> replicas =
        IntStream.range(0, stakes.length).mapToObj(i -> new Replica(i, "", stakes[i])).toList();
    return new Cluster("B", 0, replicas, thresholds);
  }

  private static Tally tally(Cluster cluster, int... replicas) {
    Tally tally = new Tally(cluster);
    IntStream.of(replicas).forEach(tally::add);
    return tally;
  }

  @Test
  void anHonestReplicaIsWorthAPause() {
    Cluster cluster = cluster(new Thresholds(3, 2), 2, 1, 4, 4);
    assertThat(tally(cluster, 0).isWorthAPause()).isFalse();
    assertThat(tally(cluster, 0, 1).isWorthAPause()).isTrue();
    assertThat(tally(cluster, 2).isWorthAPause()).isTrue();
    assertThat(tally(cluster, 0, 1).stake()).isEqualTo(3);
  }

  @Test
  void soIsHalfOfTheClusterWhateverItsStake() {
    Cluster cluster = cluster(new Thresholds(33, 33), 97, 1, 1, 1);
    assertThat(tally(cluster).isWorthAPause()).isFalse();
    assertThat(tally(cluster, 1).isWorthAPause()).isFalse();
    assertThat(tally(cluster, 1, 3).isWorthAPause()).isTrue();
    assertThat(tally(cluster(new Thresholds(1, 1), 9, 1), 1).isWorthAPause()).isTrue();
  }

  @Property
  void withEqualStakesLiarsAloneAreNever(@ForAll @IntRange(min = 1, max = 100) int size) {
    long[] stakes = IntStream.range(0, size).mapToLong(i -> 1).toArray();
    Thresholds byzantine = Thresholds.byzantine(size);
    Tally liars =
        tally(cluster(byzantine, stakes), IntStream.range(0, (int) byzantine.r()).toArray());
    assertThat(liars.isWorthAPause()).isFalse();
  }
}
