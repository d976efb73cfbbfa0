package io.picsou.sim.scenario;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Replica;
import io.picsou.core.cluster.Thresholds;
import java.util.ArrayList;
import java.util.List;

/** Draws clusters: 1 to 19 replicas, equal or skewed stakes, crash and Byzantine presets. */
final class ClusterDraw {
  private final Dice dice;

  ClusterDraw(Dice dice) {
    this.dice = dice;
  }

  int size() {
    double kind = dice.between(0, 99);
    return kind < 15 ? dice.between(1, 3) : kind < 90 ? dice.between(3, 7) : dice.between(8, 19);
  }

  Cluster cluster(String id, int size) {
    return cluster(id, size, dice.between(0, 9));
  }

  /** What a cluster may become: other members, stakes and thresholds. */
  Cluster successor(Cluster before, int least) {
    return cluster(before.id(), dice.between(least, 7), before.epoch() + dice.between(1, 2));
  }

  private Cluster cluster(String id, int size, long epoch) {
    List<Replica> replicas = new ArrayList<>();
    int kind = dice.between(0, 9);
    int heavy = dice.between(0, size - 1);
    for (int i = 0; i < size; i++) {
      replicas.add(new Replica(i, "", stake(kind, i == heavy)));
    }
    return new Cluster(id, epoch, replicas, thresholds(replicas));
  }

  private long stake(int kind, boolean heavy) {
    return switch (kind) {
      case 6 -> dice.between(1, 9);
      case 7 -> heavy ? 1L << dice.between(1, 6) : 1;
      case 8 -> dice.between(1L, 1_000_000_000_000L);
      case 9 -> 5_000_000_000L;
      default -> 1;
    };
  }

  private Thresholds thresholds(List<Replica> replicas) {
    long total = replicas.stream().mapToLong(Replica::stake).sum();
    return dice.chance(0.5) ? Thresholds.crash(total) : Thresholds.byzantine(total);
  }
}
