package io.picsou.rsm.etcd;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.WatchCreateRequest;
import io.etcd.jetcd.api.WatchRequest;
import io.etcd.jetcd.api.WatchResponse;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One watch over a member's whole key space, from a revision on, until anything goes wrong; it
 * never resumes by itself. It takes at most {@link #AHEAD} responses that nobody has polled, so a
 * slow consumer is felt by etcd and not by the heap. One thread polls; {@link #close} may come from
 * any thread.
 */
final class WatchStream implements AutoCloseable {
  /** How many responses may wait here: the word that the watch exists, and one with events. */
  private static final int AHEAD = 2;

  /** As key and as end of a range: every key there is. */
  private static final ByteString ALL_KEYS = ByteString.copyFrom(new byte[1]);

  /** A response, or else the way the stream ended. */
  record Signal(WatchResponse response, Status end) {}

  private final long from;
  private final RevisionAssembler assembler = new RevisionAssembler();
  // Bounded by flow control: responses are asked for one by one as they are polled.
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private volatile long until = Long.MAX_VALUE;
  private volatile ClientCallStreamObserver<WatchRequest> call;
  private volatile boolean closed;
  private boolean created;

  WatchStream(EtcdMember member, long from) {
    this.from = from;
    member.watch().watch(new Receiver());
    call.onNext(WatchRequest.newBuilder().setCreateRequest(request()).build());
  }

  private WatchCreateRequest.Builder request() {
    WatchCreateRequest.Builder request =
        WatchCreateRequest.newBuilder()
            .setKey(ALL_KEYS)
            .setRangeEnd(ALL_KEYS)
            .setStartRevision(from);
    return WatchFragments.request(request);
  }

  /** The revision this watch starts at. */
  long from() {
    return from;
  }

  /** Ends the watch once it has delivered the revisions before this one. */
  void until(long revision) {
    until = revision;
  }

  /** Whether etcd has confirmed the watch, as far as polled. */
  boolean created() {
    return created;
  }

  /** The next response or the end, which comes once; null if the time is up. */
  Signal poll(Duration timeout) throws InterruptedException {
    Signal signal = signals.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
    if (signal != null && signal.response() != null) {
      created = true;
      call.request(1);
    }
    return signal;
  }

  /** The revisions that are complete with a polled response. */
  List<RevisionEvents> complete(WatchResponse response) {
    return assembler.add(response);
  }

  @Override
  public void close() {
    closed = true;
    // gRPC cannot cancel on a connection that is gone, and would keep what was not asked for.
    call.request(Integer.MAX_VALUE);
    call.cancel("the reader does not need this watch any longer", null);
  }

  private final class Receiver implements ClientResponseObserver<WatchRequest, WatchResponse> {
    @Override
    public void beforeStart(ClientCallStreamObserver<WatchRequest> started) {
      call = started;
      started.disableAutoRequestWithInitial(AHEAD);
    }

    @Override
    public void onNext(WatchResponse response) {
      if (closed) {
        return;
      }
      int events = response.getEventsCount();
      if (events > 0 && response.getEvents(events - 1).getKv().getModRevision() >= until) {
        signals.add(new Signal(response, null));
        close();
        return;
      }
      signals.add(new Signal(response, null));
    }

    @Override
    public void onError(Throwable failure) {
      signals.add(new Signal(null, Status.fromThrowable(failure)));
    }

    @Override
    public void onCompleted() {
      signals.add(new Signal(null, Status.UNAVAILABLE.withDescription("etcd ended the watch")));
    }
  }
}
