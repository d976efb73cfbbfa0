package io.picsou.transport;

import io.picsou.core.entry.EntryCodec;
import java.time.Duration;

/**
 * How connections are made, watched and made again.
 *
 * @param connectTimeout how long a connection may take until the peer has answered
 * @param keepAlive the silence after which a connection is pinged; gRPC makes it at least 10 s for
 *     the end that dials
 * @param keepAliveTimeout how long the answer to a ping may take before the connection is given up
 * @param reconnectMin the pause before the first attempt to reconnect; doubles up to {@code
 *     reconnectMax}, with jitter
 * @param reconnectMax the longest such pause, and the one after a refusal
 * @param flowWindowBytes how much one connection may have under way that the other end has not read
 * @param maxMessageBytes the largest batch taken in; must admit the largest entry
 */
public record ConnectionOptions(
    Duration connectTimeout,
    Duration keepAlive,
    Duration keepAliveTimeout,
    Duration reconnectMin,
    Duration reconnectMax,
    int flowWindowBytes,
    int maxMessageBytes) {

  /** Room for the largest entry and all that travels beside it. */
  public static final int MIN_MESSAGE_BYTES = EntryCodec.MAX_ENTRY_BYTES + (1 << 20);

  public ConnectionOptions {
    Checks.positive(connectTimeout, "the connect timeout");
    Checks.positive(keepAlive, "the keep-alive time");
    Checks.positive(keepAliveTimeout, "the keep-alive timeout");
    Checks.positive(reconnectMin, "the reconnect pause");
    Checks.require(
        reconnectMax.compareTo(reconnectMin) >= 0,
        "the longest reconnect pause must not be below the shortest");
    Checks.require(flowWindowBytes >= 1 << 16, "the flow window must be at least 65536 bytes");
    Checks.require(
        maxMessageBytes >= MIN_MESSAGE_BYTES,
        "the message limit must be at least " + MIN_MESSAGE_BYTES + " bytes");
  }

  /** The defaults. */
  public static ConnectionOptions defaults() {
    return new ConnectionOptions(
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(5),
        Duration.ofMillis(100),
        Duration.ofSeconds(5),
        2 << 20,
        MIN_MESSAGE_BYTES);
  }
}
