package io.picsou.bench.grid;

/** What the published evaluation sends over the links (docs/benchmarks.md). */
public enum Application {
  /** A log that costs nothing to read, and receivers that take entries in and nothing else. */
  FILE,
  /** All puts of one etcd cluster, written durably to another. */
  DISASTER_RECOVERY,
  /** Two etcd clusters that exchange their updates of shared keys, and compare. */
  RECONCILIATION
}
