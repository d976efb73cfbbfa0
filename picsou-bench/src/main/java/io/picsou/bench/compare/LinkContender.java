package io.picsou.bench.compare;

import io.picsou.bench.process.FreePorts;
import io.picsou.bench.replica.ReplicaKind;
import io.picsou.bench.replica.RolePlan;
import io.picsou.core.cluster.Thresholds;
import io.picsou.core.strategy.Strategy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One of the strategies, over the real transport with the settings that a user gets. */
record LinkContender(Strategy strategy) implements Contender {
  @Override
  public String name() {
    return strategy.name();
  }

  @Override
  public Promise promise() {
    return strategy == Strategy.OST ? Promise.SHARE : Promise.EVERYTHING;
  }

  @Override
  public int copies(ClusterOptions clusters) {
    return promise() == Promise.SHARE ? 1 : clusters.receivers();
  }

  @Override
  public Deployment deploy(CompareOptions options, Sites sites, RsmPair rsms, Path directory)
      throws IOException {
    List<RolePlan> roles = new ArrayList<>();
    for (int link = 0; link < options.clusters().links(); link++) {
      Map<String, String> settings = settings(link, options, sites);
      LinkRoles of = new LinkRoles(link, options, rsms, promise() == Promise.SHARE);
      roles.addAll(of.receivers(ReplicaKind.RECEIVER, i -> withReplica(settings, i)));
      roles.addAll(of.senders(ReplicaKind.SENDER, i -> withReplica(settings, i)));
    }
    return new Deployment(roles, Deployment.Servers.NONE);
  }

  /** Whether a setting is for links; which ones there are, these say themselves. */
  static boolean takes(String setting) {
    return setting.startsWith("picsou.");
  }

  private Map<String, String> settings(int link, CompareOptions options, Sites sites)
      throws IOException {
    ClusterOptions clusters = options.clusters();
    int from = ClusterOptions.sending(link);
    int to = ClusterOptions.receiving(link);
    String sender = ClusterOptions.NAMES.get(from);
    String receiver = ClusterOptions.NAMES.get(to);
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("picsou.link.id", sender + "-to-" + receiver);
    settings.put("picsou.strategy", strategy.name());
    settings.put("picsou.acks", options.workload().durable() ? "durable" : "memory");
    settings.put("picsou.sending.cluster", sender);
    settings.put("picsou.receiving.cluster", receiver);
    settings.put(
        "picsou.sending.replicas",
        IntStream.range(0, clusters.size(from))
            .mapToObj(i -> i + "*" + clusters.stake(i))
            .collect(Collectors.joining(",")));
    settings.put("picsou.receiving.replicas", addresses(clusters, to, sites));
    put(settings, "picsou.sending.", clusters.thresholds(from));
    put(settings, "picsou.receiving.", clusters.thresholds(to));
    options.settings().entrySet().stream()
        .filter(setting -> takes(setting.getKey()))
        .forEach(setting -> settings.put(setting.getKey(), setting.getValue()));
    return settings;
  }

  private static String addresses(ClusterOptions clusters, int cluster, Sites sites)
      throws IOException {
    List<Integer> ports = FreePorts.find(clusters.size(cluster));
    String name = ClusterOptions.NAMES.get(cluster);
    return IntStream.range(0, ports.size())
        .mapToObj(
            i -> i + "@" + sites.of(name, i).host() + ":" + ports.get(i) + "*" + clusters.stake(i))
        .collect(Collectors.joining(","));
  }

  private static void put(Map<String, String> settings, String prefix, Thresholds thresholds) {
    settings.put(prefix + "u", String.valueOf(thresholds.u()));
    settings.put(prefix + "r", String.valueOf(thresholds.r()));
  }

  private static Map<String, String> withReplica(Map<String, String> settings, int replica) {
    Map<String, String> own = new LinkedHashMap<>(settings);
    own.put("picsou.replica.id", String.valueOf(replica));
    return own;
  }
}
