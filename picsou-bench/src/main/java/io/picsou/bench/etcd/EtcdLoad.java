package io.picsou.bench.etcd;

import io.etcd.jetcd.api.TxnResponse;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Clients of one cluster, or of two that get the same updates side by side: as many updates are
 * under way as fit, or as a stated rate asks for. Members take turns. Used by one thread.
 */
public final class EtcdLoad implements AutoCloseable {
  /** So many updates are under way at each cluster. */
  static final int OUTSTANDING = 256;

  private static final long STOP_SECONDS = 70;

  private final List<List<EtcdClient>> clusters;
  private final Updates updates;
  private final double perSecond;
  private final Semaphore room;
  private final AtomicLongArray committed;
  private final Thread thread = new Thread(this::run, "etcd-load");
  private long originNanos;
  private volatile long stopNanos;
  private volatile boolean stopped;
  private volatile Throwable failure;

  /**
   * @param endpoints the client URLs of each cluster's members
   * @param perSecond updates per second; 0 for as many as the clusters take
   */
  public EtcdLoad(List<List<String>> endpoints, Updates updates, double perSecond) {
    this.clusters =
        endpoints.stream().map(each -> each.stream().map(EtcdClient::new).toList()).toList();
    this.updates = updates;
    this.perSecond = perSecond;
    this.room = new Semaphore(OUTSTANDING * clusters.size());
    this.committed = new AtomicLongArray(clusters.size());
    thread.setDaemon(true);
  }

  /**
   * Begins.
   *
   * @param origin when update 0 would have been, by the monotonic clock
   */
  public void start(long origin) {
    originNanos = origin;
    thread.start();
  }

  private void run() {
    try {
      for (long n = 1; !stopped || wasDue(n); n++) {
        awaitTime(n);
        for (int cluster = 0; cluster < clusters.size(); cluster++) {
          room.acquire();
          List<EtcdClient> members = clusters.get(cluster);
          members.get((int) (n % members.size())).txn(updates.of(cluster, n), new Answer(cluster));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      failure = e;
    }
  }

  private void awaitTime(long n) throws InterruptedException {
    long early = perSecond > 0 ? dueNanos(n) - System.nanoTime() : 0;
    if (early > 0) {
      TimeUnit.NANOSECONDS.sleep(early);
    }
  }

  private long dueNanos(long n) {
    return originNanos + (long) (n / perSecond * 1e9);
  }

  /** What a slow cluster kept from being made in time is still made, or nobody would count it. */
  private boolean wasDue(long n) {
    return perSecond > 0 && dueNanos(n) - stopNanos <= 0;
  }

  /** Counts what was written: a transaction that had nothing to do answers without a put. */
  private final class Answer implements StreamObserver<TxnResponse> {
    private final int cluster;

    Answer(int cluster) {
      this.cluster = cluster;
    }

    @Override
    public void onNext(TxnResponse answer) {
      if (answer.getResponsesCount() > 0) {
        committed.incrementAndGet(cluster);
      }
    }

    @Override
    public void onError(Throwable t) {
      failure = t;
      room.release();
    }

    @Override
    public void onCompleted() {
      room.release();
    }
  }

  /**
   * How many updates a cluster has committed.
   *
   * @throws IOException if one was refused or not answered
   */
  public long committed(int cluster) throws IOException {
    if (failure != null) {
      throw new IOException("an update of etcd failed: " + failure.getMessage(), failure);
    }
    return committed.get(cluster);
  }

  /**
   * Makes no more updates than are due by now, and waits for all.
   *
   * @throws IOException if they are not made and answered in time
   */
  public void stop() throws IOException, InterruptedException {
    stopNanos = System.nanoTime();
    stopped = true;
    thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
    if (thread.isAlive()) {
      throw new IOException(
          "etcd has not taken all updates %d s after they were due".formatted(STOP_SECONDS));
    }
    int all = OUTSTANDING * clusters.size();
    if (!room.tryAcquire(all, STOP_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("etcd has not answered an update for %d s".formatted(STOP_SECONDS));
    }
    room.release(all);
    committed(0);
  }

  @Override
  public void close() {
    stopped = true;
    thread.interrupt();
    clusters.forEach(members -> members.forEach(EtcdClient::close));
  }
}
