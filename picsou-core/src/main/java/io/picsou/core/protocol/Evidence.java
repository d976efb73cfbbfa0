package io.picsou.core.protocol;

/**
 * Something a correct replica would not have done.
 *
 * @param peer who did it
 * @param rule which rule it broke
 * @param sequence the entry it was about
 */
public record Evidence(Peer peer, Rule rule, long sequence) {
  /** The rules of the protocol whose breach can be seen by one replica alone. */
  public enum Rule {
    /** Acknowledged an entry that was never sent. */
    ACK_BEYOND_SENT,
    /** Sent under a configuration that this replica does not have. */
    WRONG_EPOCH,
    /** Sent a message that its role does not send. */
    WRONG_ROLE,
    /** Withdrew a durable acknowledgment. */
    ACK_WENT_BACK,
    /** Sent two different payloads, or a corrupt one, for an entry. */
    WRONG_PAYLOAD
  }
}
