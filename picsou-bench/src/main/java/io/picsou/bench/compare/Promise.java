package io.picsou.bench.compare;

/** What a system promises of the entries it is given (docs/protocol.md, section 11). */
public enum Promise {
  /** Every correct receiver gets every entry, once and in order. */
  EVERYTHING,
  /** Every entry goes to one receiver, in order, and may get lost. */
  SHARE,
  /** The bytes are opaque. */
  NOTHING
}
