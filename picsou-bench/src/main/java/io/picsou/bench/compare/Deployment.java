package io.picsou.bench.compare;

import io.picsou.bench.replica.RolePlan;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Who has to run for a system.
 *
 * @param roles of the replicas
 * @param servers that run beside them, started already
 */
record Deployment(List<RolePlan> roles, Servers servers) implements AutoCloseable {
  /** Processes of a system that are no replicas of either cluster, such as brokers. */
  interface Servers extends AutoCloseable {
    /** There are none. */
    Servers NONE = () -> {};

    /**
     * What they have cost so far; empty if there are none, or nobody knows.
     *
     * @throws IOException if one of them has ended
     */
    default Optional<Cost> cost() throws IOException {
      return Optional.empty();
    }

    @Override
    void close();
  }

  /**
   * The cost of some processes.
   *
   * @param cpuNanos processor time so far
   * @param peakBytes the most memory that they have had so far, together
   */
  record Cost(long cpuNanos, long peakBytes) {}

  @Override
  public void close() {
    servers.close();
  }
}
