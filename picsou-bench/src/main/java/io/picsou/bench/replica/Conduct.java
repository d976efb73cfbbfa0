package io.picsou.bench.replica;

/** How a replica behaves (docs/protocol.md, section 2). */
public enum Conduct {
  CORRECT,
  /** Drains the network, and does nothing else, as crashed replicas of the published prototype. */
  CRASHED,
  /** A receiver that acknowledges everything, whatever came. */
  ACK_INF,
  /** A receiver that acknowledges nothing. */
  ACK_ZERO,
  /** A receiver whose acknowledgments trail by the length of the φ-list. */
  ACK_DELAY;

  /** Whether it says what is not so. */
  public boolean lies() {
    return this == ACK_INF || this == ACK_ZERO || this == ACK_DELAY;
  }
}
