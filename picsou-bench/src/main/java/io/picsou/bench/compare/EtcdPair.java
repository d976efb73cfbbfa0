package io.picsou.bench.compare;

import io.picsou.bench.compare.CompareOptions.Target;
import io.picsou.bench.compare.CompareOptions.Workload;
import io.picsou.bench.compare.Deployment.Cost;
import io.picsou.bench.etcd.EtcdClient;
import io.picsou.bench.etcd.EtcdContent;
import io.picsou.bench.etcd.EtcdLoad;
import io.picsou.bench.etcd.LocalEtcd;
import io.picsou.bench.etcd.Updates;
import io.picsou.bench.replica.EtcdPlan;
import io.picsou.bench.replica.EtcdPlan.Duty;
import io.picsou.bench.replica.ProcessMeter;
import io.picsou.bench.replica.SinkPlan;
import io.picsou.bench.replica.SourcePlan;
import io.picsou.rsm.etcd.EtcdConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * etcd clusters with a member for each replica, new in every run, and clients that write to them.
 * Each sender reads its own member. One receiver applies the log to its cluster, as one etcd sink
 * connector does, and the others have an entry when their cluster has committed it; where clusters
 * are reconciled, each compares with its own member.
 */
final class EtcdPair implements RsmPair {
  /** Entry k is revision k + 1: a new cluster begins at revision 1, without any entry. */
  private static final long BASE_REVISION = 1;

  private final CompareOptions options;
  private final RsmPair logs;
  private final List<LocalEtcd> clusters = new ArrayList<>();
  private EtcdLoad load;

  private EtcdPair(CompareOptions options, RsmPair logs) {
    this.options = options;
    this.logs = logs;
  }

  /**
   * @param directory for etcd's data, and for receivers' log files if etcd is the source only
   */
  static EtcdPair start(CompareOptions options, Path directory)
      throws IOException, InterruptedException {
    RsmPair logs = new LogPair(null, options.workload(), directory);
    EtcdPair pair = new EtcdPair(options, logs);
    try {
      boolean one = options.workload().target() == Target.LOG && !options.clusters().duplex();
      int count = one ? 1 : ClusterOptions.NAMES.size();
      for (int i = 0; i < count; i++) {
        String name = ClusterOptions.NAMES.get(i);
        pair.clusters.add(
            LocalEtcd.start(name, directory.resolve("etcd-" + name), options.clusters().size(i)));
      }
      for (LocalEtcd cluster : pair.clusters) {
        cluster.awaitReady();
      }
      pair.load = pair.load();
      return pair;
    } catch (IOException | InterruptedException | RuntimeException e) {
      pair.close();
      throw e;
    }
  }

  private boolean reconciling() {
    return options.workload().target() == Target.RECONCILE;
  }

  private EtcdLoad load() {
    Workload workload = options.workload();
    Updates updates =
        reconciling()
            ? Updates.ofSharedKeys(workload.bytes())
            : Updates.ofOwnKeys(workload.bytes());
    List<LocalEtcd> written = clusters.subList(0, options.clusters().links());
    return new EtcdLoad(
        written.stream().map(LocalEtcd::endpoints).toList(), updates, workload.entriesPerSecond());
  }

  @Override
  public SourcePlan source(int link, int replica) {
    List<String> endpoints = clusters.get(ClusterOptions.sending(link)).endpoints();
    return SourcePlan.etcd(options.workload().bytes(), endpoints.get(replica));
  }

  @Override
  public SinkPlan sink(int link, int replica, boolean gaps) {
    if (options.workload().target() == Target.LOG) {
      return logs.sink(link, replica, gaps);
    }
    List<String> endpoints =
        new ArrayList<>(clusters.get(ClusterOptions.receiving(link)).endpoints());
    Collections.rotate(endpoints, -replica);
    String log = ClusterOptions.NAMES.get(ClusterOptions.sending(link));
    EtcdPlan etcd =
        new EtcdPlan(endpoints, duty(replica, gaps), gaps ? log + "-share-" + replica : log);
    return new SinkPlan(null, etcd, gaps, options.workload().openLoop());
  }

  private Duty duty(int replica, boolean gaps) {
    if (reconciling()) {
      return Duty.RECONCILE;
    }
    if (gaps) {
      return Duty.APPLY_SHARE;
    }
    return replica == 0 ? Duty.APPLY : Duty.FOLLOW;
  }

  @Override
  public void start(long originNanos) {
    load.start(originNanos);
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    load.stop();
  }

  @Override
  public List<Long> committed() throws IOException {
    List<Long> committed = new ArrayList<>();
    for (int link = 0; link < options.clusters().links(); link++) {
      clusters.get(link).requireAlive();
      committed.add(load.committed(link));
    }
    return committed;
  }

  /**
   * Clusters are alike only when each has heard of everything that the other has written. And an
   * entry that was due has a latency, even if nobody has read it yet.
   */
  @Override
  public long last(int link, long read) {
    if (!reconciling() && !options.workload().openLoop()) {
      return read;
    }
    try (EtcdClient client = client(ClusterOptions.sending(link))) {
      return client.revision() - BASE_REVISION;
    }
  }

  private EtcdClient client(int cluster) {
    return new EtcdClient(clusters.get(cluster).endpoints().get(0));
  }

  @Override
  public Optional<Cost> cost() {
    List<Long> pids = clusters.stream().flatMap(cluster -> cluster.pids().stream()).toList();
    return Optional.of(
        new Cost(
            pids.stream().mapToLong(ProcessMeter::cpuNanos).sum(),
            pids.stream().mapToLong(ProcessMeter::peakBytes).sum()));
  }

  @Override
  public List<String> differences(long[] last) {
    if (options.workload().target() == Target.LOG) {
      return List.of();
    }
    long revision = reconciling() ? 0 : last[0] + BASE_REVISION;
    try (EtcdClient a = client(0);
        EtcdClient b = client(1)) {
      String marks = EtcdConfig.DEFAULT_APPLIED_PREFIX;
      return EtcdContent.differences(
              new EtcdContent(a, revision, marks), new EtcdContent(b, 0, marks))
          .stream()
          .map(difference -> "etcd of B is not as that of A: " + difference)
          .toList();
    }
  }

  @Override
  public void close() {
    if (load != null) {
      load.close();
    }
    clusters.forEach(LocalEtcd::close);
  }
}
