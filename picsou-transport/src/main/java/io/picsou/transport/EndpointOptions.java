package io.picsou.transport;

import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.strategy.Strategy;

/**
 * The settings of one endpoint.
 *
 * @param link those of the protocol
 * @param strategy the protocol itself
 * @param batching how messages are gathered
 * @param connection how connections are made
 * @param listen host:port that a receiver binds to, or empty for its address in the link; differs
 *     from it behind address translation or to bind all interfaces
 * @param tls how connections are authenticated and encrypted; null for plaintext
 */
public record EndpointOptions(
    LinkOptions link,
    Strategy strategy,
    BatchOptions batching,
    ConnectionOptions connection,
    String listen,
    TlsFiles tls) {

  /** The defaults. */
  public static EndpointOptions defaults() {
    return new EndpointOptions(
        LinkOptions.defaults(),
        Strategy.PICSOU,
        BatchOptions.defaults(),
        ConnectionOptions.defaults(),
        "",
        null);
  }

  /** The same with other protocol settings. */
  public EndpointOptions withLink(LinkOptions other) {
    return new EndpointOptions(other, strategy, batching, connection, listen, tls);
  }

  /** The same with another protocol. */
  public EndpointOptions withStrategy(Strategy other) {
    return new EndpointOptions(link, other, batching, connection, listen, tls);
  }

  /** The same with other batching. */
  public EndpointOptions withBatching(BatchOptions other) {
    return new EndpointOptions(link, strategy, other, connection, listen, tls);
  }

  /** The same with other connection settings. */
  public EndpointOptions withConnection(ConnectionOptions other) {
    return new EndpointOptions(link, strategy, batching, other, listen, tls);
  }

  /** The same with another address to bind to. */
  public EndpointOptions withListen(String other) {
    return new EndpointOptions(link, strategy, batching, connection, other, tls);
  }

  /** The same with TLS. */
  public EndpointOptions withTls(TlsFiles other) {
    return new EndpointOptions(link, strategy, batching, connection, listen, other);
  }
}
