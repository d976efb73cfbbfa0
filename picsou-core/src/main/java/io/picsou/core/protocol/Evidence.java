package io.picsou.core.protocol;

/**
 * Something a correct replica would not have done.
 *
 * @param peer who did it
 * @param rule which rule it broke
 * @param sequence the entry it was about, 0 if none
 */
public record Evidence(Peer peer, Rule rule, long sequence) {
  /**
   * The rules of the protocol whose breach can be seen by one replica alone (docs/protocol.md,
   * section 12).
   */
  public enum Rule {
    /** Sent a message that its role does not send, or that no replica of that number sends. */
    WRONG_ROLE,
    /** Sent an entry that is corrupt: wrong checksum or form, or sequences with gaps. */
    WRONG_PAYLOAD,
    /** Sent an entry without a commit proof where one is required. */
    MISSING_PROOF,
    /** Sent an entry with a commit proof that does not hold. */
    FORGED_PROOF,
    /** Sent an entry with the commit proof of others. */
    WRONG_SEQUENCE,
    /** Sent another entry than the one held under the same sequence. */
    EQUIVOCATION,
    /** Sent an entry further ahead than a sender's window reaches. */
    FLOOD,
    /** Claimed, for long, a QUACK that neither enough senders nor any receiver know of. */
    FALSE_WATERMARK,
    /** Acknowledged, for long, what neither this sender nor enough receivers know of. */
    ACK_BEYOND_SENT,
    /** Withdrew a durable acknowledgment for long. */
    ACK_WENT_BACK
  }
}
