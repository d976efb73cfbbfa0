package io.picsou.bench.compare;

import io.picsou.bench.replica.RolePlan;
import java.util.List;

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

    /** Their processor time so far. */
    default long cpuNanos() {
      return 0;
    }

    /** The most memory that they have had so far, together. */
    default long peakBytes() {
      return 0;
    }

    @Override
    void close();
  }

  @Override
  public void close() {
    servers.close();
  }
}
