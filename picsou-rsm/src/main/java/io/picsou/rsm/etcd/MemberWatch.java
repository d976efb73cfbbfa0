package io.picsou.rsm.etcd;

import io.etcd.jetcd.api.ResponseHeader;
import io.etcd.jetcd.api.WatchResponse;
import io.grpc.Status;
import io.picsou.rsm.RsmException;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a member watched: opens the watch at the caller's cursor, opens it anew after any trouble,
 * and gives up when the trouble lasts. While far behind it reads ahead by several watches side by
 * side, because etcd serves each one only a thousand old revisions about five times a second. One
 * thread uses it; {@link #close} may come from any thread.
 */
final class MemberWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MemberWatch.class);

  /** How many old revisions etcd sends a watch at a time. */
  private static final long STRIDE = 1000;

  private final EtcdMember member;
  private final int maxStreams;
  private final Retry retry;
  private final StallGuard guard;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Deque<WatchStream> streams = new ConcurrentLinkedDeque<>();
  private volatile String clusterId;
  private long retryAtNanos = System.nanoTime();

  MemberWatch(EtcdConfig config, EtcdMember member, String clusterId) {
    this.member = member;
    this.maxStreams = config.catchUpStreams();
    this.retry = new Retry(config);
    this.guard = new StallGuard(config, member);
    this.clusterId = clusterId;
  }

  /** The id of the cluster in hexadecimal, as etcdctl shows it; null before the first response. */
  String clusterId() {
    return clusterId;
  }

  /**
   * The next complete revisions, not before the cursor's; some may have been returned before.
   *
   * @return null if there are none within the timeout, or this was closed
   */
  List<RevisionEvents> next(long cursor, Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (closed.getCount() > 0) {
      long now = System.nanoTime();
      if (streams.isEmpty() && now - retryAtNanos >= 0) {
        open(cursor);
      }
      List<RevisionEvents> revisions = step(cursor, Math.max(0, deadline - now));
      if (revisions != null && !revisions.isEmpty()) {
        return revisions;
      }
      if (revisions == null && System.nanoTime() - deadline >= 0) {
        return null;
      }
    }
    return null;
  }

  /** Waits for one signal; returns null if none came in time, the revisions it brought else. */
  private List<RevisionEvents> step(long cursor, long waitNanos) throws InterruptedException {
    if (streams.isEmpty()) {
      long pause = Math.max(0, retryAtNanos - System.nanoTime());
      closed.await(Math.min(waitNanos, pause), TimeUnit.NANOSECONDS);
      return null;
    }
    promote(cursor);
    WatchStream head = streams.getFirst();
    long check = guard.nextCheckNanos(System.nanoTime(), head.created());
    long wait = Math.min(waitNanos, check);
    WatchStream.Signal signal = head.poll(Duration.ofNanos(Math.max(0, wait)));
    if (signal == null) {
      Status trouble = guard.check(System.nanoTime(), head.created(), cursor, retry);
      if (trouble != null) {
        failed(trouble);
      }
      return null;
    }
    if (signal.end() != null) {
      failed(signal.end());
      return null;
    }
    return received(head, signal.response(), cursor);
  }

  private List<RevisionEvents> received(WatchStream head, WatchResponse response, long cursor) {
    checkCluster(response.getHeader());
    if (response.getCompactRevision() > 0) {
      throw compacted(cursor, response.getCompactRevision());
    }
    if (response.getCanceled()) {
      failed(Status.ABORTED.withDescription("watch refused: " + response.getCancelReason()));
      return null;
    }
    guard.heard(System.nanoTime(), response.getEventsCount() > 0, retry);
    readAhead(response.getHeader().getRevision());
    return head.complete(response);
  }

  private void open(long cursor) {
    streams.add(new WatchStream(member, cursor));
    guard.opened(System.nanoTime());
  }

  /** Leaves the first watch once the cursor has reached the next one. */
  private void promote(long cursor) {
    while (streams.size() > 1) {
      WatchStream head = streams.removeFirst();
      if (cursor < streams.getFirst().from()) {
        streams.addFirst(head);
        return;
      }
      head.close();
      guard.opened(System.nanoTime());
    }
  }

  private void readAhead(long memberRevision) {
    while (streams.size() < maxStreams && memberRevision >= streams.getLast().from() + 2 * STRIDE) {
      long from = streams.getLast().from() + STRIDE;
      streams.getLast().until(from);
      streams.add(new WatchStream(member, from));
    }
  }

  private void failed(Status status) {
    if (closed.getCount() == 0) {
      return;
    }
    closeStreams();
    long now = System.nanoTime();
    retryAtNanos = now + retry.failed(now);
    member.refresh();
    LOG.info("etcd member {}: {}; watching again soon", member, EtcdErrors.text(status));
    if (EtcdErrors.hopeless(status)) {
      throw EtcdErrors.refused("the watch", "member " + member, status);
    }
    if (retry.exhausted(now)) {
      retry.succeeded();
      throw EtcdErrors.unreachable("etcd member " + member, retry.limit(), status);
    }
  }

  private void checkCluster(ResponseHeader header) {
    String actual = Long.toHexString(header.getClusterId());
    if (clusterId == null) {
      clusterId = actual;
    } else if (!clusterId.equals(actual)) {
      throw RsmException.fatal(
          "etcd member %s belongs to cluster %s, but the log read so far is that of cluster %s:"
                  .formatted(member, actual, clusterId)
              + " correct "
              + EtcdConfig.ENDPOINTS
              + ", or reset the connector's offsets to carry the new cluster from its beginning");
    }
  }

  private RsmException compacted(long cursor, long compactRevision) {
    return RsmException.fatal(
        "etcd member %s has compacted its history up to revision %d, but revision %d was not read"
                .formatted(member, compactRevision, cursor)
            + " yet: restore the missing entries from another replica, or start the target from a"
            + " snapshot and set "
            + EtcdConfig.BASE_REVISION
            + "; compact less eagerly than the reader falls behind");
  }

  private void closeStreams() {
    streams.forEach(WatchStream::close);
    streams.clear();
  }

  /** Ends a waiting {@link #next}. */
  @Override
  public void close() {
    closed.countDown();
    // Each by itself: a watch whose connection is gone still holds what nobody has polled.
    streams.forEach(WatchStream::close);
    member.close();
  }
}
