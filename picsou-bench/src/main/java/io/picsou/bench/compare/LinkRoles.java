package io.picsou.bench.compare;

import io.picsou.bench.replica.ReplicaKind;
import io.picsou.bench.replica.RolePlan;
import io.picsou.bench.replica.SinkPlan;
import io.picsou.bench.replica.SourcePlan;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The roles of one link: a receiver at each replica of one cluster, and a sender at each of the
 * other. The same for every system but for kinds and settings.
 *
 * @param rsms that the link connects
 * @param gaps whether entries may be missing between others
 */
record LinkRoles(int link, CompareOptions options, RsmPair rsms, boolean gaps) {
  /**
   * @param settings of each receiver
   */
  List<RolePlan> receivers(ReplicaKind kind, IntFunction<Map<String, String>> settings) {
    int cluster = ClusterOptions.receiving(link);
    return replicas(cluster)
        .mapToObj(i -> role(kind, cluster, i, settings.apply(i), null, rsms.sink(link, i, gaps)))
        .toList();
  }

  /**
   * @param settings of each sender
   */
  List<RolePlan> senders(ReplicaKind kind, IntFunction<Map<String, String>> settings) {
    int cluster = ClusterOptions.sending(link);
    return replicas(cluster)
        .mapToObj(i -> role(kind, cluster, i, settings.apply(i), rsms.source(link, i), null))
        .toList();
  }

  private IntStream replicas(int cluster) {
    return IntStream.range(0, options.clusters().size(cluster));
  }

  private RolePlan role(
      ReplicaKind kind,
      int cluster,
      int replica,
      Map<String, String> settings,
      SourcePlan from,
      SinkPlan to) {
    return new RolePlan(
        kind,
        link,
        ClusterOptions.NAMES.get(cluster),
        replica,
        options.clusters().conduct(replica, kind.receiving()),
        settings,
        from,
        to);
  }
}
