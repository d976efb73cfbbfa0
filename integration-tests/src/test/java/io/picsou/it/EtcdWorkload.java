package io.picsou.it;

import static io.picsou.rsm.etcd.EtcdClient.deleteOp;
import static io.picsou.rsm.etcd.EtcdClient.putOp;

import io.etcd.jetcd.api.RequestOp;
import io.grpc.StatusRuntimeException;
import io.picsou.rsm.etcd.EtcdClient;
import io.picsou.rsm.etcd.EtcdCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/**
 * Writers that put, delete and run transactions on a cluster until it has got to a revision, and go
 * on at another member when theirs is away. A transaction treats the keys of one group alike: it
 * puts the same value into all of them, or deletes them all. Seeded.
 */
final class EtcdWorkload implements AutoCloseable {
  /** Keys under this prefix are written by transactions only: group/NUMBER/MEMBER. */
  static final String GROUPS = "group/";

  static final int GROUP_SIZE = 3;
  private static final int WRITERS = 8;
  private static final int KEYS = 2_000;

  private final EtcdCluster cluster;
  private final long lastRevision;
  private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
  private final List<Future<?>> writers = new ArrayList<>();

  /**
   * @param lastRevision the writers stop as soon as the cluster has got here
   */
  EtcdWorkload(EtcdCluster cluster, long lastRevision, long seed) {
    this.cluster = cluster;
    this.lastRevision = lastRevision;
    for (int i = 0; i < WRITERS; i++) {
      int writer = i;
      writers.add(threads.submit(() -> write(writer, new Random(seed + writer))));
    }
  }

  /** Waits until all have stopped writing, and fails if one could not write. */
  void await(int seconds) throws InterruptedException, ExecutionException, TimeoutException {
    threads.shutdown();
    for (Future<?> writer : writers) {
      writer.get(seconds, TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private void write(int writer, Random random) {
    int member = writer % cluster.size();
    long revision = 0;
    while (revision < lastRevision && !Thread.currentThread().isInterrupted()) {
      try (EtcdClient client = new EtcdClient(cluster.endpoint(member))) {
        while (revision < lastRevision) {
          revision = writeOnce(client, random);
        }
      } catch (StatusRuntimeException memberIsAway) {
        member = (member + 1) % cluster.size();
      }
    }
  }

  private static long writeOnce(EtcdClient client, Random random) {
    String key = "key/" + random.nextInt(KEYS);
    return switch (random.nextInt(10)) {
      case 0, 1, 2, 3, 4 -> client.put(key, Long.toHexString(random.nextLong()));
      case 5, 6 -> client.delete(key);
      default -> client.txn(group(random));
    };
  }

  private static List<RequestOp> group(Random random) {
    String group = GROUPS + random.nextInt(KEYS / 10) + "/";
    String value = Long.toHexString(random.nextLong());
    boolean delete = random.nextInt(4) == 0;
    return IntStream.range(0, GROUP_SIZE)
        .mapToObj(i -> delete ? deleteOp(group + i) : putOp(group + i, value))
        .toList();
  }
}
