package io.picsou.transport;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a connection to one peer: dials, watches the deadline, checks who answered, and dials again
 * after a growing pause. Every attempt has a channel of its own, so that addresses are looked up
 * anew and gRPC's own back-off does not add to this one. Driver thread only.
 */
final class Dialer implements Session.Owner {
  /** Opens channels to an address. */
  @FunctionalInterface
  interface Channels {
    ManagedChannel open(String address);
  }

  private final RemotePeer remote;
  private final Network network;
  private final Channels channels;
  private final ConnectionOptions options;
  private ManagedChannel channel;
  private Session session;
  private int failures;

  /** When to dial, or when to give up dialling. */
  private long dueNanos;

  Dialer(RemotePeer remote, Network network, Channels channels, long nowNanos) {
    this.remote = remote;
    this.network = network;
    this.channels = channels;
    this.options = network.identity().options().connection();
    this.dueNanos = nowNanos;
  }

  void run(long nowNanos) {
    if (connected() || nowNanos - dueNanos < 0) {
      return;
    }
    if (session == null) {
      dial(nowNanos);
    } else {
      String why = "no answer within " + options.connectTimeout().toMillis() + " ms";
      fail(unreachable(why), false, nowNanos);
    }
  }

  long deadlineNanos() {
    return connected() ? Long.MAX_VALUE : dueNanos;
  }

  @Override
  public void greeted(Session answered, Wire.Hello hello, long nowNanos) {
    if (answered != session) {
      return;
    }
    Status refusal = network.greeting().refusal(hello, answered.tlsSession());
    if (refusal != null) {
      fail("refused: " + refusal.getDescription(), true, nowNanos);
    } else if (!Greeting.peer(hello).equals(remote.peer())) {
      fail(
          "refused: "
              + Greeting.peer(hello)
              + " answers there; correct the addresses in picsou.receiving.replicas",
          true,
          nowNanos);
    } else {
      failures = 0;
      remote.connected(session, hello.getIncarnation());
      network.connected();
    }
  }

  @Override
  public void received(Session from, Session.Inbound batch, long nowNanos) {
    network.received(from, batch, nowNanos);
  }

  @Override
  public void closed(Session ended, Status status, long nowNanos) {
    ended.ended();
    if (ended == session) {
      fail(reason(status), isRefusal(status), nowNanos);
    }
  }

  void close() {
    if (session != null) {
      session.close(Status.CANCELLED.withDescription("closed"));
      session = null;
    }
    if (channel != null) {
      channel.shutdownNow();
    }
  }

  /** Waits until the connection's resources are released. */
  void awaitClosed(long nanos) throws InterruptedException {
    if (channel != null && !channel.awaitTermination(nanos, TimeUnit.NANOSECONDS)) {
      remote.report("the connection does not end", true);
    }
  }

  private boolean connected() {
    return session != null && remote.session() == session;
  }

  private void dial(long nowNanos) {
    channel = channels.open(remote.address());
    session = network.newSession(this);
    ClientCall<Wire.Batch, Wire.Batch> call =
        channel.newCall(
            BatchMarshaller.EXCHANGE, CallOptions.DEFAULT.withOnReadyThreshold(Grpc.READY_BYTES));
    session.dialled(call);
    ClientCalls.asyncBidiStreamingCall(call, session);
    session.send(network.identity().greeting());
    dueNanos = nowNanos + options.connectTimeout().toNanos();
  }

  private void fail(String why, boolean refused, long nowNanos) {
    remote.disconnected(why);
    close();
    long longest = options.reconnectMax().toNanos();
    long pause = options.reconnectMin().toNanos() << Math.min(failures++, 16);
    pause = refused || pause <= 0 ? longest : Math.min(pause, longest);
    dueNanos = nowNanos + pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1);
  }

  private static boolean isRefusal(Status status) {
    return switch (status.getCode()) {
      case FAILED_PRECONDITION,
          INVALID_ARGUMENT,
          ALREADY_EXISTS,
          UNIMPLEMENTED,
          UNAUTHENTICATED,
          PERMISSION_DENIED ->
          true;
      default -> false;
    };
  }

  private String reason(Status status) {
    if (connected()) {
      return "disconnected: " + describe(status);
    }
    return isRefusal(status) ? "refused: " + describe(status) : unreachable(describe(status));
  }

  private static String unreachable(String why) {
    return "not reachable: "
        + why
        + "; start it, correct its address in picsou.receiving.replicas, or use"
        + " picsou.tls.* at both ends alike. Trying on";
  }

  private static String describe(Status status) {
    // Of gRPC's description the first line is for people.
    String text =
        status.getDescription() == null
            ? status.getCode().name()
            : status.getDescription().lines().findFirst().orElse("");
    return status.getCause() == null ? text : text + ": " + status.getCause().getMessage();
  }
}
