package io.picsou.sim.scenario;

import java.util.List;

/**
 * What the sending cluster commits, and when.
 *
 * @param bursts in order of time
 * @param minBytes the shortest payload
 * @param maxBytes the longest payload
 */
public record Workload(List<Burst> bursts, int minBytes, int maxBytes) {
  /** Entries committed at one moment. */
  public record Burst(long atNanos, int entries) {}

  public Workload {
    bursts = List.copyOf(bursts);
  }

  /** The number of entries. */
  public int entries() {
    return bursts.stream().mapToInt(Burst::entries).sum();
  }
}
