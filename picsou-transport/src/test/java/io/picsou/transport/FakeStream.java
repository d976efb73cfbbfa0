package io.picsou.transport;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.List;

/**
 * A stream without a network: takes what is written while it is ready, and counts what it is asked
 * for.
 */
final class FakeStream extends ServerCallStreamObserver<Wire.Batch> {
  final List<Wire.Batch> written = new ArrayList<>();

  /** How many batches it takes before it is not ready for more. */
  int room;

  int requested;
  private boolean closed;

  /** A session over this stream, as if a peer had dialled. */
  Session session(Driver driver) {
    Session session = new Session(null, driver, new InboundBudget(1), null);
    session.serve(this, null);
    requested = 0;
    return session;
  }

  @Override
  public boolean isReady() {
    return room > 0;
  }

  @Override
  public void onNext(Wire.Batch batch) {
    room--;
    written.add(batch);
  }

  @Override
  public void request(int count) {
    requested += count;
  }

  @Override
  public void onError(Throwable error) {
    closed = true;
  }

  @Override
  public void onCompleted() {
    closed = true;
  }

  @Override
  public boolean isCancelled() {
    return closed;
  }

  @Override
  public void setOnCancelHandler(Runnable handler) {
    // Nobody cancels.
  }

  @Override
  public void setOnReadyHandler(Runnable handler) {
    // Tests say when it is ready.
  }

  @Override
  public void disableAutoRequest() {
    // Nothing is asked for by itself.
  }

  @Override
  public void disableAutoInboundFlowControl() {
    // As above, by an older name.
  }

  @Override
  public void setCompression(String compression) {
    // Nothing is compressed.
  }

  @Override
  public void setMessageCompression(boolean enable) {
    // Nothing is compressed.
  }
}
