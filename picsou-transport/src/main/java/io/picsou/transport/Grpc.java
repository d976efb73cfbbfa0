package io.picsou.transport;

import io.grpc.Attributes;
import io.grpc.BindableService;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptors;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSession;

/**
 * Channels and servers, set up from the options. Callbacks run on event loops that all endpoints of
 * the process share: they decode and post, and never block.
 */
final class Grpc {
  /** How often a client may ping at most. gRPC clients do at most once in 10 s. */
  private static final long PERMIT_KEEP_ALIVE_SECONDS = 5;

  /**
   * How much a stream may hold back before it is not ready for more. A driver sleeps between two
   * cycles, so this is what a connection can carry meanwhile.
   */
  static final int READY_BYTES = 1 << 20;

  /** Of the stream that a service method is called for; null without TLS. */
  static final Context.Key<SSLSession> TLS_SESSION = Context.key("tls-session");

  /** Chunks of the pool are so many times, as a power of two, as large as its pages: 16 MB. */
  private static final int CHUNK_ORDER = 11;

  /**
   * Where batches lie on their way to the network. In gRPC's own pool a chunk is 2 MB, which one
   * batch of more than 1 MB fills, so chunks come and go with batches.
   */
  private static final ByteBufAllocator POOL =
      new PooledByteBufAllocator(
          true,
          PooledByteBufAllocator.defaultNumHeapArena(),
          PooledByteBufAllocator.defaultNumDirectArena(),
          PooledByteBufAllocator.defaultPageSize(),
          CHUNK_ORDER);

  private static final boolean EPOLL = Epoll.isAvailable();

  /**
   * A connection stays with the loop that it was given to. With one loop for each processor, which
   * is what gRPC takes, some get more of the busy connections than others, and processors wait for
   * them; with some more the system spreads the work (ADR 43).
   */
  private static final int LOOPS_PER_PROCESSOR = 4;

  /** Their daemon threads start when they are first needed, and sleep when there is nothing. */
  private static final EventLoopGroup LOOPS =
      new MultiThreadIoEventLoopGroup(
          LOOPS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors(),
          new DefaultThreadFactory("picsou-network", true),
          EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());

  private Grpc() {}

  private static <Q, R> ServerCall.Listener<Q> prepare(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    call.setOnReadyThreshold(READY_BYTES);
    Context context = Context.current().withValue(TLS_SESSION, tlsSession(call.getAttributes()));
    return Contexts.interceptCall(context, call, headers, next);
  }

  /** The TLS session among the attributes of a call; null without TLS. */
  static SSLSession tlsSession(Attributes attributes) {
    return attributes.get(io.grpc.Grpc.TRANSPORT_ATTR_SSL_SESSION);
  }

  /**
   * A channel to host:port; it connects when it is first used.
   *
   * @param tls null for plaintext
   */
  static ManagedChannel channel(String address, ConnectionOptions options, SslContext tls) {
    HostPort target = HostPort.parse(address);
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(target.host(), target.port())
            .eventLoopGroup(LOOPS)
            .channelType(EPOLL ? EpollSocketChannel.class : NioSocketChannel.class)
            .directExecutor();
    return (tls == null ? builder.usePlaintext() : builder.sslContext(tls))
        .disableRetry()
        .withOption(ChannelOption.ALLOCATOR, POOL)
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
   * @param tls null for plaintext
   * @throws UncheckedIOException if the address cannot be bound
   */
  static Server serve(
      BindableService service,
      String address,
      String owner,
      ConnectionOptions options,
      SslContext tls) {
    HostPort local = HostPort.parse(address);
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(local.host(), local.port()))
            .bossEventLoopGroup(LOOPS)
            .workerEventLoopGroup(LOOPS)
            .channelType(EPOLL ? EpollServerSocketChannel.class : NioServerSocketChannel.class);
    Server server =
        (tls == null ? builder : builder.sslContext(tls))
            .directExecutor()
            .withChildOption(ChannelOption.ALLOCATOR, POOL)
            .addService(ServerInterceptors.intercept(service, Grpc::prepare))
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
