package io.picsou.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import io.picsou.core.cluster.Link;
import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Epochs;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Peer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Sender 0 as nobody should be: it gets admitted by receiver 0, and then answers nothing, as a
 * machine that lost its power, or sends what the test tells it to.
 */
final class Ghost implements StreamObserver<Wire.Batch>, AutoCloseable {
  final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final CompletableFuture<Wire.Batch> admitted = new CompletableFuture<>();
  private final ManagedChannel channel;
  private final StreamObserver<Wire.Batch> requests;

  Ghost(Link link, EndpointOptions options) {
    String address = link.receiving().replicas().get(0).address();
    channel = Grpc.channel(address, options.connection(), null);
    requests = PicsouLinkGrpc.newStub(channel).exchange(this);
    requests.onNext(Identity.of(link, Peer.sender(0), options).greeting());
  }

  void awaitAdmitted() {
    assertThat(admitted).succeedsWithin(Duration.ofSeconds(10));
  }

  /** Sends entries, with a bit flipped in the last byte if they are to be corrupt. */
  void send(Frame frame, boolean corrupt) {
    Message data = new Message.Data(frame, false, 0);
    Wire.Batch.Builder batch =
        BatchCodec.encode(new Epochs(0, 0), List.of(data), new WireAcks()).toBuilder();
    Wire.Data.Builder wire = batch.getMessagesBuilder(0).getDataBuilder();
    byte[] bytes = wire.getFrame().toByteArray();
    bytes[bytes.length - 1] ^= (byte) (corrupt ? 1 : 0);
    wire.setFrame(ByteString.copyFrom(bytes));
    requests.onNext(batch.build());
  }

  @Override
  public void onNext(Wire.Batch batch) {
    admitted.complete(batch);
  }

  @Override
  public void onError(Throwable error) {
    ended.completeExceptionally(error);
  }

  @Override
  public void onCompleted() {
    ended.complete(null);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
