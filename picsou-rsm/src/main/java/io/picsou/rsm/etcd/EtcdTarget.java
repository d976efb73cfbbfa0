package io.picsou.rsm.etcd;

import io.etcd.jetcd.api.KVGrpc;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.picsou.rsm.RsmException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests to a cluster by any of its members: to the same one while it answers, to the next
 * one after a failure, until the time for that is up. A request may reach etcd more than once, so
 * it has to be one that may. Not thread-safe, but for {@link #close}.
 */
final class EtcdTarget implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EtcdTarget.class);

  private final List<EtcdMember> members;
  private final Retry retry;
  private final CountDownLatch closed = new CountDownLatch(1);
  private int current;

  EtcdTarget(EtcdConfig config) {
    this.members = config.endpoints().stream().map(e -> new EtcdMember(config, e)).toList();
    this.retry = new Retry(config);
  }

  /**
   * Sends a request until it is answered.
   *
   * @param what names the request in errors
   * @throws RsmException if it is refused for good, or (retriable) no member answers in time
   */
  <R> R call(String what, Function<KVGrpc.KVBlockingStub, R> request) throws InterruptedException {
    while (true) {
      EtcdMember member = members.get(current);
      try {
        R answer = request.apply(member.kv());
        retry.succeeded();
        return answer;
      } catch (StatusRuntimeException e) {
        if (Thread.interrupted()) {
          throw new InterruptedException("interrupted while waiting for etcd member " + member);
        }
        failed(what, member, Status.fromThrowable(e));
      }
    }
  }

  private void failed(String what, EtcdMember member, Status status) throws InterruptedException {
    if (EtcdErrors.hopeless(status)) {
      throw EtcdErrors.refused(what, "member " + member, status);
    }
    long now = System.nanoTime();
    long pause = retry.failed(now);
    if (retry.exhausted(now)) {
      retry.succeeded();
      throw EtcdErrors.unreachable("etcd " + members, retry.limit(), status);
    }
    LOG.info("etcd member {}: {}; trying again soon", member, EtcdErrors.text(status));
    member.refresh();
    current = (current + 1) % members.size();
    if (closed.await(pause, TimeUnit.NANOSECONDS)) {
      throw new RsmException(what + " was abandoned: closed", true, status.asException());
    }
  }

  @Override
  public void close() {
    closed.countDown();
    members.forEach(EtcdMember::close);
  }

  @Override
  public String toString() {
    return members.toString();
  }
}
