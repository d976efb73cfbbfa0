package io.picsou.rsm.etcd;

import static io.picsou.rsm.etcd.EtcdClient.deleteOp;
import static io.picsou.rsm.etcd.EtcdClient.putOp;

import io.etcd.jetcd.api.RequestOp;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that put, delete and run transactions on random keys of a cluster; seeded. */
public final class Writers implements AutoCloseable {
  private final ExecutorService threads;
  private final List<Future<Void>> work = new ArrayList<>();

  /** Starts threads that write so many times each; failed writes are not repeated. */
  public Writers(EtcdCluster cluster, int count, int writesEach, long seed) {
    threads = Executors.newFixedThreadPool(count);
    for (int i = 0; i < count; i++) {
      int writer = i;
      work.add(threads.submit(write(cluster, writer, writesEach, new Random(seed + writer))));
    }
  }

  private static Callable<Void> write(EtcdCluster cluster, int writer, int writes, Random random) {
    return () -> {
      int member = writer % cluster.size();
      EtcdClient client = new EtcdClient(cluster.endpoint(member));
      try {
        for (int i = 0; i < writes; i++) {
          try {
            writeOnce(client, writer, random);
          } catch (StatusRuntimeException memberIsAway) {
            client.close();
            member = (member + 1) % cluster.size();
            client = new EtcdClient(cluster.endpoint(member));
          }
        }
      } finally {
        client.close();
      }
      return null;
    };
  }

  private static void writeOnce(EtcdClient client, int writer, Random random) {
    String key = (random.nextBoolean() ? "app/" : "other/") + random.nextInt(500);
    int kind = random.nextInt(10);
    if (kind < 6) {
      client.put(key, "w" + writer + ":" + random.nextInt());
    } else if (kind < 8) {
      client.delete(key);
    } else {
      List<RequestOp> operations = new ArrayList<>();
      int first = random.nextInt(500);
      for (int i = 0; i < 2 + random.nextInt(8); i++) {
        String each = "app/" + (first + i);
        operations.add(random.nextInt(4) == 0 ? deleteOp(each) : putOp(each, "t" + first));
      }
      client.txn(operations);
    }
  }

  /** Waits until all have written, and fails if one could not. */
  public void await() throws Exception {
    for (Future<Void> each : work) {
      each.get();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
