package io.picsou.core.protocol;

import java.time.Duration;

/**
 * The settings of a link that the protocol itself needs. Both ends should agree on {@code phi} and
 * {@code acks}; the senders must agree on {@code stripe}, {@code stripeBytes} and {@code phi}.
 *
 * @param stripe the most consecutive entries that one sender's turn has; 1 is the paper's k mod n.
 *     Rounded down to a power of two; never so long that the turns of all senders exceed {@code
 *     phi}
 * @param stripeBytes the most bytes of a turn of several entries, rounded down to a power of two
 * @param phi how many entries behind the first missing one an acknowledgment describes; 0 and up
 * @param acks whether receivers acknowledge what is durable or what is in memory
 * @param sendWindowBytes how much a sender holds that is not QUACKed yet; at least one entry always
 *     fits
 * @param receiveWindowBytes how much a receiver holds that is not delivered yet; at least twice the
 *     send window
 * @param retentionBytes how much a replica holds for peers that are behind, beyond its window
 * @param ackInterval the pause between two acknowledgments of one receiver while something changes
 * @param minReorderWindow the shortest time after which a missing entry may be complained about
 * @param maxReorderWindow the longest such time, and the longest pause between probes
 */
public record LinkOptions(
    int stripe,
    int stripeBytes,
    int phi,
    Acks acks,
    long sendWindowBytes,
    long receiveWindowBytes,
    long retentionBytes,
    Duration ackInterval,
    Duration minReorderWindow,
    Duration maxReorderWindow) {

  /** What an acknowledgment stands for (docs/protocol.md, section 9). */
  public enum Acks {
    /** The entry survives the receiver's own crash. */
    DURABLE,
    /** The entry has arrived. As the paper's prototype does; for benchmarks. */
    MEMORY
  }

  /** The largest φ. */
  public static final int MAX_PHI = 1 << 20;

  public LinkOptions {
    require(stripe >= 1, "stripe " + stripe + " must be at least 1");
    require(stripeBytes >= 1, "stripe bytes " + stripeBytes + " must be at least 1");
    require(phi >= 0 && phi <= MAX_PHI, "phi " + phi + " must be within 0 and " + MAX_PHI);
    require(sendWindowBytes > 0, "the send window must be positive");
    require(receiveWindowBytes > 0, "the receive window must be positive");
    require(
        sendWindowBytes <= roomFor(receiveWindowBytes),
        "the receive window of "
            + receiveWindowBytes
            + " B must be at least twice the send window of "
            + sendWindowBytes
            + " B, or what is sent behind a gap is dropped and sent again for ever");
    require(retentionBytes >= 0, "the retention must not be negative");
    require(ackInterval.toNanos() > 0, "the ack interval must be positive");
    require(minReorderWindow.toNanos() > 0, "the reorder window must be positive");
    require(
        maxReorderWindow.compareTo(minReorderWindow) >= 0,
        "the longest reorder window must not be below the shortest");
  }

  /**
   * How long a send window may be, given a receive window. A receiver keeps half of its own for
   * what is due soon; what senders have under way has to fit the other half, or it is dropped, sent
   * again and dropped again behind every gap.
   */
  public static long roomFor(long receiveWindowBytes) {
    return receiveWindowBytes / 2;
  }

  /** The defaults. */
  public static LinkOptions defaults() {
    return new LinkOptions(
        1_024,
        256 << 10,
        1 << 18,
        Acks.DURABLE,
        32L << 20,
        64L << 20,
        32L << 20,
        Duration.ofMillis(2),
        Duration.ofMillis(100),
        Duration.ofSeconds(5));
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
