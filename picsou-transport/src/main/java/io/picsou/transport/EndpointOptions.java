package io.picsou.transport;

import io.picsou.core.proof.SigningCluster;
import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.strategy.Strategy;
import java.util.List;

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
 * @param signers whose proofs a receiver demands, by epoch; empty if entries have none
 */
public record EndpointOptions(
    LinkOptions link,
    Strategy strategy,
    BatchOptions batching,
    ConnectionOptions connection,
    String listen,
    TlsFiles tls,
    List<SigningCluster> signers) {
  public EndpointOptions {
    signers = List.copyOf(signers);
  }

  /** The defaults. */
  public static EndpointOptions defaults() {
    return new EndpointOptions(
        LinkOptions.defaults(),
        Strategy.PICSOU,
        BatchOptions.defaults(),
        ConnectionOptions.defaults(),
        "",
        null,
        List.of());
  }

  /** The same with other protocol settings. */
  public EndpointOptions withLink(LinkOptions other) {
    return new EndpointOptions(other, strategy, batching, connection, listen, tls, signers);
  }

  /** The same with another protocol. */
  public EndpointOptions withStrategy(Strategy other) {
    return new EndpointOptions(link, other, batching, connection, listen, tls, signers);
  }

  /** The same with other batching. */
  public EndpointOptions withBatching(BatchOptions other) {
    return new EndpointOptions(link, strategy, other, connection, listen, tls, signers);
  }

  /** The same with other connection settings. */
  public EndpointOptions withConnection(ConnectionOptions other) {
    return new EndpointOptions(link, strategy, batching, other, listen, tls, signers);
  }

  /** The same with another address to bind to. */
  public EndpointOptions withListen(String other) {
    return new EndpointOptions(link, strategy, batching, connection, other, tls, signers);
  }

  /** The same with TLS. */
  public EndpointOptions withTls(TlsFiles other) {
    return new EndpointOptions(link, strategy, batching, connection, listen, other, signers);
  }

  /** The same with other keys of the sending replicas. */
  public EndpointOptions withSigners(List<SigningCluster> other) {
    return new EndpointOptions(link, strategy, batching, connection, listen, tls, other);
  }
}
