package io.picsou.bench.replica;

import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/** Discards the raw stream, and counts how many entries would have fitted into it. */
final class RawReceiver implements Replica {
  /** How many messages may be on the way. */
  private static final int WINDOW_MESSAGES = 32;

  private final AtomicLong bytes = new AtomicLong();
  private final int entryBytes;
  private final Server server;

  private RawReceiver(String address, int entryBytes) {
    this.entryBytes = entryBytes;
    int colon = address.lastIndexOf(':');
    InetSocketAddress local =
        new InetSocketAddress(
            address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    server =
        NettyServerBuilder.forAddress(local)
            .directExecutor()
            .flowControlWindow(RawStream.FLOW_WINDOW_BYTES)
            .addService(
                ServerServiceDefinition.builder(RawStream.SERVICE)
                    .addMethod(RawStream.WRITE, this::accept)
                    .build())
            .build();
  }

  static Replica open(RolePlan plan) {
    RawReceiver receiver =
        new RawReceiver(
            plan.settings().get(RawStream.ADDRESS),
            Integer.parseInt(plan.settings().get(RawStream.ENTRY_BYTES)));
    try {
      receiver.server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return receiver;
  }

  private ServerCall.Listener<byte[]> accept(ServerCall<byte[], byte[]> call, Metadata headers) {
    call.request(WINDOW_MESSAGES);
    return new ServerCall.Listener<>() {
      @Override
      public void onMessage(byte[] message) {
        bytes.addAndGet(message.length);
        call.request(1);
      }
    };
  }

  @Override
  public void start(long originNanos) {}

  @Override
  public ReplicaSample sample() {
    long received = bytes.get();
    long entries = received / entryBytes;
    return new ReplicaSample(entries, entries, 0, new Traffic(received, 0, 0, 0, 0, 0));
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
