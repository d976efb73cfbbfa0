package io.picsou.transport;

import io.grpc.ClientCall;
import io.grpc.Status;
import io.grpc.stub.CallStreamObserver;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.ServerCallStreamObserver;
import io.picsou.core.proof.ProofFilter;
import io.picsou.core.protocol.Peer;
import java.util.function.Supplier;
import javax.net.ssl.SSLSession;

/**
 * One stream with one peer, dialled or accepted. gRPC's callbacks only decode, verify and post
 * events; all else, writing included, is up to the driver thread.
 */
final class Session implements ClientResponseObserver<Wire.Batch, Wire.Batch> {
  /** Whoever made the session. Called by the driver thread. */
  interface Owner {
    /** The peer's first batch came; its hello is empty if it had none. */
    void greeted(Session session, Wire.Hello hello, long nowNanos);

    /** The peer sent a batch after the first. */
    void received(Session session, Inbound batch, long nowNanos);

    /** The stream is over. Also called after {@link #close}. */
    void closed(Session session, Status status, long nowNanos);
  }

  /**
   * A decoded batch.
   *
   * @param bytes its size on the wire
   * @param readAhead whether the next batch was asked for already
   */
  record Inbound(BatchCodec.Decoded content, boolean ping, int bytes, boolean readAhead) {}

  private final Owner owner;
  private final Driver driver;
  private final InboundBudget budget;
  private final ProofFilter proofs;
  private CallStreamObserver<Wire.Batch> stream;
  private boolean greeted;

  /** Asked only once the peer has answered. */
  private Supplier<SSLSession> tlsSession = () -> null;

  /** Driver thread only. */
  private Peer peer;

  /** Driver thread only. */
  private boolean closed;

  /**
   * @param proofs refuses entries, or null to take them as they come
   */
  Session(Owner owner, Driver driver, InboundBudget budget, ProofFilter proofs) {
    this.proofs = proofs;
    this.owner = owner;
    this.driver = driver;
    this.budget = budget;
  }

  /** The dialling end. */
  @Override
  public void beforeStart(ClientCallStreamObserver<Wire.Batch> requests) {
    stream = requests;
    requests.disableAutoRequestWithInitial(1);
    requests.setOnReadyHandler(driver::wake);
  }

  /** The dialling end; before anything is sent. */
  void dialled(ClientCall<?, ?> call) {
    tlsSession = () -> Grpc.tlsSession(call.getAttributes());
  }

  /** The accepting end. */
  void serve(ServerCallStreamObserver<Wire.Batch> responses, SSLSession tls) {
    stream = responses;
    tlsSession = () -> tls;
    responses.disableAutoRequest();
    responses.setOnReadyHandler(driver::wake);
    responses.setOnCancelHandler(() -> over(Status.CANCELLED));
    responses.request(1);
  }

  @Override
  public void onNext(Wire.Batch batch) {
    if (!greeted) {
      greeted = true;
      Wire.Hello hello = batch.getHello();
      driver.post(now -> owner.greeted(this, hello, now));
      stream.request(1);
      return;
    }
    int bytes = batch.getSerializedSize();
    BatchCodec.Decoded decoded = BatchCodec.decode(batch);
    BatchCodec.Decoded content = proofs == null ? decoded : decoded.filtered(proofs);
    boolean readAhead = budget.take(bytes);
    Inbound inbound = new Inbound(content, batch.getPing(), bytes, readAhead);
    driver.post(now -> owner.received(this, inbound, now));
    if (readAhead) {
      stream.request(1);
    }
  }

  @Override
  public void onError(Throwable error) {
    over(Status.fromThrowable(error));
  }

  @Override
  public void onCompleted() {
    over(Status.UNAVAILABLE.withDescription("the peer ended the stream"));
  }

  private void over(Status status) {
    driver.post(now -> owner.closed(this, status, now));
  }

  /** Whether more can be written without piling up in gRPC's buffers. */
  boolean ready() {
    return !closed && stream.isReady();
  }

  void send(Wire.Batch batch) {
    if (!closed) {
      stream.onNext(batch);
    }
  }

  /** Says that a batch is handled: the peer may send another. */
  void handled(Inbound batch) {
    budget.giveBack(batch.bytes());
    if (!batch.readAhead() && !closed) {
      stream.request(1);
    }
  }

  /** That of the connection, once the peer has sent its hello; null without TLS. */
  SSLSession tlsSession() {
    return tlsSession.get();
  }

  /** The peer at the other end, or null before its hello was accepted. */
  Peer peer() {
    return peer;
  }

  void accept(Peer accepted) {
    peer = accepted;
  }

  /** Ends the stream; a peer that dialled is told the status. */
  void close(Status status) {
    if (closed) {
      return;
    }
    closed = true;
    if (stream instanceof ClientCallStreamObserver<Wire.Batch> dialled) {
      dialled.cancel(status.getDescription(), null);
    } else {
      stream.onError(status.asRuntimeException());
    }
  }

  /** Marks that the stream has ended by itself. */
  void ended() {
    closed = true;
  }
}
