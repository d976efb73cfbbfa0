package io.picsou.sim.scenario;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Thresholds;
import java.util.List;
import java.util.function.ToLongFunction;

/** How much stake of one side may still fail, or lie, in each of its configurations. */
final class Allowance {
  private final List<Cluster> configurations;
  private final long[] left;

  /**
   * @param threshold which of both
   */
  Allowance(List<Cluster> configurations, ToLongFunction<Thresholds> threshold) {
    this.configurations = configurations;
    this.left =
        configurations.stream()
            .mapToLong(cluster -> threshold.applyAsLong(cluster.thresholds()))
            .toArray();
  }

  /** Whether a replica may fail as well, in every configuration that it is a member of. */
  boolean allows(int replica) {
    for (int i = 0; i < left.length; i++) {
      if (stake(i, replica) > left[i]) {
        return false;
      }
    }
    return true;
  }

  /** Counts a replica as failed. */
  void take(int replica) {
    for (int i = 0; i < left.length; i++) {
      left[i] -= stake(i, replica);
    }
  }

  /** Whether no more has failed than may fail. */
  boolean kept() {
    for (long rest : left) {
      if (rest < 0) {
        return false;
      }
    }
    return true;
  }

  private long stake(int configuration, int replica) {
    Cluster cluster = configurations.get(configuration);
    return replica < cluster.size() ? cluster.stake(replica) : 0;
  }
}
