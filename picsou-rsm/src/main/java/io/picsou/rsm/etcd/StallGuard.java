package io.picsou.rsm.etcd;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.RangeRequest;
import io.etcd.jetcd.api.RangeResponse;
import io.grpc.Status;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Tells a watch that has stalled from one that has nothing to say: when the watch is silent for too
 * long, it asks the member for its revision, off the reader's thread. A member that lags behind its
 * cluster is not in trouble: its own revision counts, so the question is a serializable read. Not
 * thread-safe.
 */
final class StallGuard {
  /** How often a question under way is looked at. */
  private static final long POLL_NANOS = 20_000_000;

  /** How often the patience doubles: a huge first response may take its time. */
  private static final int MAX_DOUBLINGS = 5;

  private static final RangeRequest ANY_KEY =
      RangeRequest.newBuilder()
          .setKey(ByteString.copyFrom(new byte[1]))
          .setSerializable(true)
          .build();

  private final EtcdMember member;
  private final long requestNanos;
  private final long stallNanos;
  private long silentSinceNanos;
  private boolean behind;
  private int stalls;
  private ListenableFuture<RangeResponse> question;

  StallGuard(EtcdConfig config, EtcdMember member) {
    this.member = member;
    this.requestNanos = config.duration(EtcdConfig.REQUEST_TIMEOUT).toNanos();
    this.stallNanos = config.duration(EtcdConfig.STALL_TIMEOUT).toNanos();
  }

  /** A new watch was opened. */
  void opened(long nowNanos) {
    silentSinceNanos = nowNanos;
    behind = false;
    question = null;
  }

  /** The watch has responded. */
  void heard(long nowNanos, boolean events, Retry retry) {
    opened(nowNanos);
    if (events) {
      stalls = 0;
    }
    if (stalls == 0) {
      retry.succeeded();
    }
  }

  /** How long the watch may stay silent until the next {@link #check}. */
  long nextCheckNanos(long nowNanos, boolean created) {
    return question != null ? POLL_NANOS : silentSinceNanos + patience(created) - nowNanos;
  }

  private long patience(boolean created) {
    return created ? stallNanos << Math.min(stalls, MAX_DOUBLINGS) : requestNanos;
  }

  /** Looks after a watch that said nothing; returns what is wrong with it, null if nothing is. */
  Status check(long nowNanos, boolean created, long cursor, Retry retry) {
    if (question != null && question.isDone()) {
      return judge(nowNanos, cursor, retry);
    }
    if (question != null || nowNanos - silentSinceNanos < patience(created)) {
      return null;
    }
    if (!created) {
      return Status.DEADLINE_EXCEEDED.withDescription("no answer to the watch request");
    }
    question = member.kvLater().range(ANY_KEY);
    return null;
  }

  private Status judge(long nowNanos, long cursor, Retry retry) {
    Future<RangeResponse> answer = question;
    question = null;
    silentSinceNanos = nowNanos;
    try {
      long revision = answer.get().getHeader().getRevision();
      if (revision < cursor) {
        stalls = 0;
        behind = false;
        retry.succeeded();
        return null;
      }
      return stillBehind(revision, cursor);
    } catch (ExecutionException | CancellationException e) {
      return Status.fromThrowable(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("waited for an answer that is there", e);
    }
  }

  /** The watch gets as much time again before it is called stalled. */
  private Status stillBehind(long revision, long cursor) {
    if (!behind) {
      behind = true;
      return null;
    }
    stalls++;
    return Status.ABORTED.withDescription(
        "the watch is silent before revision " + cursor + " and the member is at " + revision);
  }
}
