package io.picsou.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterTest {
  @Test
  void presetsTolerateAsManyAsTheyCan() {
    assertThat(Thresholds.crash(5)).isEqualTo(new Thresholds(2, 0));
    assertThat(Thresholds.crash(4)).isEqualTo(new Thresholds(1, 0));
    assertThat(Thresholds.byzantine(4)).isEqualTo(new Thresholds(1, 1));
    assertThat(Thresholds.byzantine(19)).isEqualTo(new Thresholds(6, 6));
  }

  @Test
  void knowsWhatPartOfTheStakeOneReplicaHasAtMost() {
    Cluster skewed = cluster(new Thresholds(1, 1), replica(0, 1), replica(1, 6), replica(2, 1));
    assertThat(skewed.largestShare()).isEqualTo(0.75);
  }

  @Test
  void rejectsTooFewReplicasForTheThresholds() {
    assertThatThrownBy(() -> cluster(new Thresholds(1, 1), replica(0, 1), replica(1, 1)))
        .hasMessageContaining("u=1 and r=1")
        .hasMessageContaining("2u+r+1=4")
        .hasMessageContaining("add replicas");
  }

  @Test
  void rejectsTwoReplicasWithOneId() {
    assertThatThrownBy(() -> cluster(new Thresholds(0, 0), replica(0, 1), replica(0, 1)))
        .hasMessageContaining("each once");
  }

  @Test
  void rejectsTwoReplicasAtOneAddress() {
    Replica first = new Replica(0, "host:1", 1);
    Replica second = new Replica(1, "host:1", 1);

    assertThatThrownBy(() -> cluster(new Thresholds(0, 0), first, second))
        .hasMessageContaining("replicas 0 and 1 share address host:1");
  }

  @Test
  void rejectsStakesWhoseSumOverflows() {
    assertThatThrownBy(
            () -> cluster(new Thresholds(0, 0), replica(0, Long.MAX_VALUE), replica(1, 1)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void acceptsHugeStakes() {
    Cluster cluster =
        cluster(
            Thresholds.byzantine(3_000_000_000_001L),
            replica(0, 3_000_000_000_000L),
            replica(1, 1));

    assertThat(cluster.quackStake()).isEqualTo(1_000_000_000_001L);
    assertThat(cluster.totalStake()).isEqualTo(3_000_000_000_001L);
  }

  private static Replica replica(int id, long stake) {
    return new Replica(id, "", stake);
  }

  private static Cluster cluster(Thresholds thresholds, Replica... replicas) {
    return new Cluster("A", 0, List.of(replicas), thresholds);
  }
}
