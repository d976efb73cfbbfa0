package io.picsou.transport;

import java.time.Duration;

/**
 * How messages to one peer are gathered and bounded.
 *
 * @param batchBytes the most entries that a batch has; a single larger one is a batch of its own
 * @param linger how long an endpoint that has just worked collects what comes before it works, and
 *     sends, again; zero does everything at once, in smaller batches; with more than {@link #PEERS}
 *     peers, or more than {@link #ENDPOINTS} endpoints for each processor, it is longer in
 *     proportion
 * @param queueBytes how much may wait for one peer in any case; beyond that as much as the send
 *     window may wait for all peers together, then entries are dropped and repaired later
 */
public record BatchOptions(int batchBytes, Duration linger, long queueBytes) {
  /** The longest linger time: an endpoint that is deaf for longer looks as if it had failed. */
  static final Duration MAX_LINGER = Duration.ofMillis(100);

  /** The linger time is for so many peers; each of more would get more and smaller batches. */
  static final int PEERS = 12;

  /**
   * And for so many endpoints of the process for each processor; with more, processors would be
   * busy with more and smaller batches.
   */
  static final int ENDPOINTS = 4;

  public BatchOptions {
    Checks.require(batchBytes > 0, "the batch size must be positive");
    Checks.require(
        !linger.isNegative() && linger.compareTo(MAX_LINGER) <= 0,
        "the linger time must be 0 to " + MAX_LINGER.toMillis() + " ms");
    Checks.require(
        queueBytes >= batchBytes, "the queue to a peer must have room for at least one batch");
  }

  /** The defaults. */
  public static BatchOptions defaults() {
    return new BatchOptions(256 << 10, Duration.ofMillis(1), 8L << 20);
  }

  /**
   * How long an endpoint lingers.
   *
   * @param peers how many it has
   * @param endpoints how many the process has for each processor
   */
  long lingerNanos(int peers, double endpoints) {
    double longer = Math.max((double) peers / PEERS, crowding(endpoints));
    return (long) Math.min(MAX_LINGER.toNanos(), linger.toNanos() * longer);
  }

  /** How many times as long pauses are where a process has so many endpoints for each processor. */
  static double crowding(double endpoints) {
    return Math.max(1, endpoints / ENDPOINTS);
  }
}
