package io.picsou.bench.replica;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Keeps the raw stream full. */
final class RawSender implements Replica {
  private static final long STEP_MILLIS = 50;

  private final ManagedChannel channel;
  private final Semaphore ready = new Semaphore(0);
  private final byte[] message = new byte[RawStream.MESSAGE_BYTES];
  private final Worker worker = new Worker("raw sender", this::write);
  private ClientCall<byte[], byte[]> call;
  private volatile boolean paused;
  private volatile Status ended;

  private RawSender(String address) {
    channel =
        NettyChannelBuilder.forTarget(address)
            .usePlaintext()
            .directExecutor()
            .flowControlWindow(RawStream.FLOW_WINDOW_BYTES)
            .build();
  }

  static Replica open(RolePlan plan) {
    return new RawSender(plan.settings().get(RawStream.ADDRESS));
  }

  @Override
  public void start(long originNanos) {
    // Not before: a new call connects already, and the receiver might not be there yet.
    call = channel.newCall(RawStream.WRITE, CallOptions.DEFAULT);
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onReady() {
            ready.release();
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            ended = status;
          }
        },
        new Metadata());
    worker.start();
  }

  private void write() throws InterruptedException {
    while (!paused && call.isReady()) {
      call.sendMessage(message);
    }
    if (ready.tryAcquire(STEP_MILLIS, TimeUnit.MILLISECONDS)) {
      ready.drainPermits();
    }
  }

  @Override
  public void pause() {
    paused = true;
  }

  @Override
  public ReplicaSample sample() {
    worker.check();
    if (ended != null) {
      throw new IllegalStateException("the raw stream ended: " + ended);
    }
    return new ReplicaSample(0, 0, 0, Traffic.NONE);
  }

  @Override
  public void close() {
    worker.close();
    channel.shutdownNow();
  }
}
