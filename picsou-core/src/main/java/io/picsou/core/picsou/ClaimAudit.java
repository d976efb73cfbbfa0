package io.picsou.core.picsou;

/**
 * Tells lies from news. A peer may well know of something first; but what it claims and nobody else
 * bears out for a whole patience is evidence against it (docs/protocol.md, section 12).
 */
final class ClaimAudit {
  /** So often a claim is made before it counts, since this replica's clock may jump. */
  static final int CLAIMS = 3;

  private final long patienceNanos;
  private final long[] claims;
  private final long[] sinceNanos;
  private final int[] times;

  ClaimAudit(int peers, long patienceNanos) {
    this.patienceNanos = patienceNanos;
    this.claims = new long[peers];
    this.sinceNanos = new long[peers];
    this.times = new int[peers];
  }

  /**
   * Takes in what a peer claims now.
   *
   * @param borneOut what it may claim as far as others are to be believed
   * @return whether earlier claims, too, are still not borne out; true once per patience
   */
  boolean isUnfounded(int peer, long claim, long borneOut, long nowNanos) {
    if (claim <= borneOut) {
      claims[peer] = 0;
    } else if (claims[peer] <= borneOut) {
      claims[peer] = claim;
      sinceNanos[peer] = nowNanos;
      times[peer] = 1;
    } else if (++times[peer] >= CLAIMS && nowNanos - sinceNanos[peer] >= patienceNanos) {
      sinceNanos[peer] = nowNanos;
      return true;
    }
    return false;
  }
}
