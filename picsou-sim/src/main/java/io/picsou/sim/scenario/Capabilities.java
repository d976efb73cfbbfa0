package io.picsou.sim.scenario;

/** What the core can do so far; a history draws nothing that it does not claim to survive. */
public final class Capabilities {
  /** Entries carry commit proofs, so well-formed forgeries are refused. */
  public static final boolean COMMIT_PROOFS = false;

  /** Shares of the traffic follow stakes. */
  public static final boolean STAKE_SHARES = false;

  private Capabilities() {}
}
