package io.picsou.transport;

import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * Channels and servers, set up from the options. Callbacks run on gRPC's own event loops: they
 * decode and post, and never block.
 */
final class Grpc {
  /** How often a client may ping at most. gRPC clients do at most once in 10 s. */
  private static final long PERMIT_KEEP_ALIVE_SECONDS = 5;

  private Grpc() {}

  /** A channel to host:port; it connects when it is first used. */
  static ManagedChannel channel(String address, ConnectionOptions options) {
    HostPort target = HostPort.parse(address);
    return NettyChannelBuilder.forAddress(target.host(), target.port())
        .usePlaintext()
        .directExecutor()
        .disableRetry()
        .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) options.connectTimeout().toMillis())
        .keepAliveTime(options.keepAlive().toNanos(), TimeUnit.NANOSECONDS)
        .keepAliveTimeout(options.keepAliveTimeout().toNanos(), TimeUnit.NANOSECONDS)
        .flowControlWindow(options.flowWindowBytes())
        .maxInboundMessageSize(options.maxMessageBytes())
        .build();
  }

  /**
   * A running server.
   *
   * @param owner whose address it is, for the error message
   * @throws UncheckedIOException if the address cannot be bound
   */
  static Server serve(
      BindableService service, String address, String owner, ConnectionOptions options) {
    HostPort local = HostPort.parse(address);
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(local.host(), local.port()))
            .directExecutor()
            .addService(service)
            .keepAliveTime(options.keepAlive().toNanos(), TimeUnit.NANOSECONDS)
            .keepAliveTimeout(options.keepAliveTimeout().toNanos(), TimeUnit.NANOSECONDS)
            .permitKeepAliveTime(PERMIT_KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
            .maxConcurrentCallsPerConnection(1)
            .flowControlWindow(options.flowWindowBytes())
            .maxInboundMessageSize(options.maxMessageBytes())
            .build();
    try {
      return server.start();
    } catch (IOException e) {
      String reason = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw new UncheckedIOException(
          "cannot listen on "
              + address
              + " for "
              + owner
              + ": "
              + reason
              + "; correct its address in picsou.receiving.replicas, or set picsou.listen to an"
              + " address of this machine",
          e);
    }
  }
}
