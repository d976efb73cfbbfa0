package io.picsou.transport;

import java.time.Duration;

/**
 * How messages to one peer are gathered and bounded.
 *
 * @param batchBytes a batch goes out once it has this many bytes; a single larger entry is a batch
 *     of its own
 * @param linger how long a smaller batch waits for more; zero sends at once
 * @param queueBytes how much may wait for one peer in any case; beyond that as much as the send
 *     window may wait for all peers together, then entries are dropped and repaired later
 */
public record BatchOptions(int batchBytes, Duration linger, long queueBytes) {
  public BatchOptions {
    Checks.require(batchBytes > 0, "the batch size must be positive");
    Checks.require(!linger.isNegative(), "the linger time must not be negative");
    Checks.require(
        queueBytes >= batchBytes, "the queue to a peer must have room for at least one batch");
  }

  /** The defaults. */
  public static BatchOptions defaults() {
    return new BatchOptions(256 << 10, Duration.ofMillis(1), 8L << 20);
  }
}
