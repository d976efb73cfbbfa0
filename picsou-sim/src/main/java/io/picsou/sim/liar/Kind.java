package io.picsou.sim.liar;

/** What a lie is about, which decides what it may cost. */
public enum Kind {
  /** Acknowledgments only: up to r such liars cause no resend at all. */
  ACKS,
  /** Something is withheld, repeated or unusable: others have to step in. */
  OMISSIONS,
  /** Well-formed entries that were never committed: takes commit proofs to survive. */
  FORGERIES
}
