package io.picsou.bench.compare;

import io.picsou.baseline.kafka.ConsumerSettings;
import io.picsou.baseline.kafka.ProducerSettings;
import io.picsou.bench.replica.ReplicaKind;
import io.picsou.bench.replica.RolePlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Plain Kafka clients at every replica, and a cluster of brokers in the middle
 * (docs/kafka-baseline.md). Each link has a topic of its own, new in every run.
 */
record KafkaContender() implements Contender {
  static final String NAME = "KAFKA";

  /** Settings that begin like this go to Kafka's clients as they are, without it. */
  private static final String CLIENT_PREFIX = "kafka.";

  private static final String BOOTSTRAP = "bootstrap.servers";
  private static final String TOPIC = "topic";
  private static final String REPLICAS = "replicas";

  /** What a comparison sets itself. */
  private static final Set<String> OWN =
      Set.of(BOOTSTRAP, TOPIC, REPLICAS, ProducerSettings.REPLICA);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Promise promise() {
    return Promise.EVERYTHING;
  }

  @Override
  public int copies(ClusterOptions clusters) {
    return clusters.receivers();
  }

  /** Whether it has such a setting, for users to set. */
  static boolean takes(String setting) {
    return setting.startsWith(CLIENT_PREFIX)
        || !OWN.contains(setting)
            && (ProducerSettings.names().contains(setting)
                || ConsumerSettings.names().contains(setting));
  }

  @Override
  public Deployment deploy(CompareOptions options, Sites sites, RsmPair rsms, Path directory)
      throws IOException, InterruptedException {
    List<String> topics = new ArrayList<>();
    for (int link = 0; link < options.clusters().links(); link++) {
      topics.add("picsou-bench-" + UUID.randomUUID());
    }
    String existing = options.hosting().bootstrap();
    if (existing != null) {
      return new Deployment(
          roles(options, existing, topics, rsms), new ExistingBrokers(existing, topics));
    }
    OwnBrokers brokers = OwnBrokers.start(sites, directory);
    return new Deployment(roles(options, brokers.bootstrap(), topics, rsms), brokers);
  }

  private List<RolePlan> roles(
      CompareOptions options, String bootstrap, List<String> topics, RsmPair rsms) {
    List<RolePlan> roles = new ArrayList<>();
    for (int link = 0; link < topics.size(); link++) {
      Map<String, String> common =
          Map.of(
              BOOTSTRAP,
              bootstrap,
              TOPIC,
              topics.get(link),
              REPLICAS,
              "" + options.clusters().size(ClusterOptions.sending(link)));
      LinkRoles of = new LinkRoles(link, options, rsms, false);
      roles.addAll(of.receivers(ReplicaKind.KAFKA_RECEIVER, i -> receiving(common, options)));
      roles.addAll(of.senders(ReplicaKind.KAFKA_SENDER, i -> sending(common, options, i)));
    }
    return roles;
  }

  /** Runs are settled as soon as no more have come. */
  private static Map<String, String> receiving(Map<String, String> common, CompareOptions options) {
    Map<String, String> settings = new LinkedHashMap<>(common);
    settings.put(ConsumerSettings.FLUSH_INTERVAL, "0");
    settings.putAll(chosen(options, ConsumerSettings.names()));
    return settings;
  }

  private static Map<String, String> sending(
      Map<String, String> common, CompareOptions options, int replica) {
    Map<String, String> settings = new LinkedHashMap<>(common);
    settings.put(ProducerSettings.REPLICA, "" + replica);
    settings.putAll(chosen(options, ProducerSettings.names()));
    return settings;
  }

  private static Map<String, String> chosen(CompareOptions options, Set<String> names) {
    Map<String, String> chosen = new LinkedHashMap<>(options.settings());
    chosen.keySet().removeIf(key -> !key.startsWith(CLIENT_PREFIX) && !names.contains(key));
    return chosen;
  }
}
