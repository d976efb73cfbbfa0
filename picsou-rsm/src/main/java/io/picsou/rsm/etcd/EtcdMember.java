package io.picsou.rsm.etcd;

import io.etcd.jetcd.api.AuthenticateRequest;
import io.etcd.jetcd.api.KVGrpc;
import io.etcd.jetcd.api.WatchGrpc;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.AbstractStub;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.ConfigException;

/**
 * The connection to one etcd member. It speaks to this member only: no balancing, no failover.
 * Thread-safe.
 */
final class EtcdMember implements AutoCloseable {
  /** How soon a dead connection is noticed. etcd refuses pings more often than every 5 s. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

  private final EtcdEndpoint endpoint;
  private final Duration requestTimeout;
  private final ManagedChannel channel;
  private final TokenCredentials credentials;

  EtcdMember(EtcdConfig config, EtcdEndpoint endpoint) {
    this.endpoint = endpoint;
    this.requestTimeout = config.duration(EtcdConfig.REQUEST_TIMEOUT);
    this.channel =
        Grpc.newChannelBuilderForAddress(
                endpoint.host(), endpoint.port(), channelCredentials(config, endpoint))
            .maxInboundMessageSize(config.maxMessageBytes())
            .keepAliveTime(KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS)
            .keepAliveTimeout(requestTimeout.toMillis(), TimeUnit.MILLISECONDS)
            .build();
    this.credentials = config.user().isEmpty() ? null : login(config);
  }

  private TokenCredentials login(EtcdConfig config) {
    AuthenticateRequest login =
        AuthenticateRequest.newBuilder()
            .setName(config.user())
            .setPassword(config.password().value())
            .build();
    return new TokenCredentials(channel, login, requestTimeout);
  }

  private static ChannelCredentials channelCredentials(EtcdConfig config, EtcdEndpoint endpoint) {
    if (!endpoint.tls()) {
      return InsecureChannelCredentials.create();
    }
    TlsChannelCredentials.Builder tls = TlsChannelCredentials.newBuilder();
    try {
      String authorities = config.path(EtcdConfig.SSL_CA);
      if (!authorities.isEmpty()) {
        tls.trustManager(new File(authorities));
      }
      String certificate = config.path(EtcdConfig.SSL_CERTIFICATE);
      if (!certificate.isEmpty()) {
        tls.keyManager(new File(certificate), new File(config.path(EtcdConfig.SSL_KEY)));
      }
    } catch (IOException e) {
      throw new ConfigException("the files of etcd.ssl.* cannot be read: " + e.getMessage());
    }
    return tls.build();
  }

  /** Key-value requests that wait for the answer, under the request deadline. */
  KVGrpc.KVBlockingStub kv() {
    return within(KVGrpc.newBlockingStub(channel));
  }

  /** Key-value requests answered later, under the request deadline. */
  KVGrpc.KVFutureStub kvLater() {
    return within(KVGrpc.newFutureStub(channel));
  }

  /** Watches: they have no deadline, their user watches over them. */
  WatchGrpc.WatchStub watch() {
    return WatchGrpc.newStub(channel).withCallCredentials(credentials);
  }

  private <S extends AbstractStub<S>> S within(S stub) {
    return stub.withDeadlineAfter(requestTimeout.toMillis(), TimeUnit.MILLISECONDS)
        .withCallCredentials(credentials);
  }

  /** Prepares for another attempt after a failure: by a new connection, with a new login. */
  void refresh() {
    // Not just resetConnectBackoff: a connection may look well and be dead.
    channel.enterIdle();
    if (credentials != null) {
      credentials.forget();
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  @Override
  public String toString() {
    return endpoint.toString();
  }
}
