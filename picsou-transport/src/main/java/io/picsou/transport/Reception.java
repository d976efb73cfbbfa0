package io.picsou.transport;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.Side;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Admits those who dial a receiver, after checking their hello. {@link #exchange} is called by
 * gRPC's threads, everything else by the driver.
 *
 * <p>Of two callers with the same replica id at most one is a correct replica, so the second is
 * told ALREADY_EXISTS. But the first may be the ghost of a process that was killed and is back. If
 * it reconnects with the same incarnation it replaces itself at once. Otherwise the first is
 * pinged: if it stays silent for the connect timeout, the next attempt of the second is let in;
 * gRPC's keep-alive notices the same, later.
 */
final class Reception implements BindableService, Session.Owner {
  /** The most streams that have not introduced themselves yet. */
  static final int MAX_PENDING = 256;

  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

  private final Network network;
  private final Driver driver;
  private final long patienceNanos;

  /** Streams without a hello, oldest first, and when they lose patience with them. */
  private final Map<Session, Long> pending = new LinkedHashMap<>();

  private long refusals;

  Reception(Network network, Driver driver) {
    this.network = network;
    this.driver = driver;
    this.patienceNanos = network.identity().options().connection().connectTimeout().toNanos();
  }

  @Override
  public ServerServiceDefinition bindService() {
    return ServerServiceDefinition.builder(PicsouLinkGrpc.SERVICE_NAME)
        .addMethod(BatchMarshaller.EXCHANGE, ServerCalls.asyncBidiStreamingCall(this::exchange))
        .build();
  }

  private StreamObserver<Wire.Batch> exchange(StreamObserver<Wire.Batch> responses) {
    Session session = network.newSession(this);
    driver.post(now -> opened(session, now));
    session.serve((ServerCallStreamObserver<Wire.Batch>) responses, Grpc.TLS_SESSION.get());
    return session;
  }

  @Override
  public void greeted(Session session, Wire.Hello hello, long nowNanos) {
    if (pending.remove(session) == null) {
      return;
    }
    Status refusal = network.greeting().refusal(hello, session.tlsSession());
    if (refusal == null) {
      refusal = conflict(Greeting.peer(hello), hello.getIncarnation(), nowNanos);
    }
    if (refusal == null) {
      admit(session, hello);
    } else {
      refuse(session, Greeting.peer(hello), refusal);
    }
  }

  @Override
  public void received(Session from, Session.Inbound batch, long nowNanos) {
    network.received(from, batch, nowNanos);
  }

  @Override
  public void closed(Session session, Status status, long nowNanos) {
    pending.remove(session);
    RemotePeer remote = session.peer() == null ? null : network.remote(session.peer());
    if (remote != null && remote.session() == session) {
      remote.disconnected("disconnected");
    }
    session.close(Status.CANCELLED);
  }

  /** Sends those away who do not introduce themselves. */
  void run(long nowNanos) {
    while (!pending.isEmpty()) {
      Map.Entry<Session, Long> oldest = pending.entrySet().iterator().next();
      if (nowNanos - oldest.getValue() < 0) {
        return;
      }
      pending.remove(oldest.getKey());
      oldest.getKey().close(Status.DEADLINE_EXCEEDED.withDescription("no hello came"));
    }
  }

  long deadlineNanos() {
    return pending.isEmpty() ? Long.MAX_VALUE : pending.values().iterator().next();
  }

  long refusals() {
    return refusals;
  }

  private void opened(Session session, long nowNanos) {
    if (pending.size() >= MAX_PENDING) {
      session.close(Status.RESOURCE_EXHAUSTED.withDescription("too many connections at once"));
    } else {
      pending.put(session, nowNanos + patienceNanos);
    }
  }

  private void admit(Session session, Wire.Hello hello) {
    RemotePeer remote = network.remote(Greeting.peer(hello));
    remote.close(Status.ABORTED.withDescription("replaced by a newer connection"));
    session.send(network.identity().greeting());
    remote.connected(session, hello.getIncarnation());
    network.connected();
  }

  private void refuse(Session session, Peer peer, Status refusal) {
    refusals++;
    LOG.warn("refused a connection from {}: {}", peer, refusal.getDescription());
    session.close(refusal);
  }

  private Status conflict(Peer peer, long incarnation, long nowNanos) {
    int self = network.identity().self().replica();
    if (peer.side() == Side.RECEIVING && peer.replica() < self) {
      return Status.INVALID_ARGUMENT.withDescription(
          peer + " must not dial receiver " + self + ": of two receivers the higher id dials");
    }
    RemotePeer remote = network.remote(peer);
    if (remote.session() == null
        || remote.isIncarnation(incarnation)
        || remote.silentFor(patienceNanos, nowNanos)) {
      return null;
    }
    remote.challenge(nowNanos);
    return Status.ALREADY_EXISTS.withDescription(
        peer
            + " is connected already; give every replica of a cluster its own picsou.replica.id"
            + " (if this is that replica after a crash, it is let in once the old connection has"
            + " been silent for "
            + patienceNanos / 1_000_000
            + " ms)");
  }
}
