package io.picsou.baseline.kafka.local;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The files that a broker starts from. */
final class BrokerConfig {
  /** Enough for the largest entry that the shims carry by default. */
  private static final int MESSAGE_BYTES = 16 << 20;

  private BrokerConfig() {}

  /**
   * Writes a broker's configuration and formats its data directory.
   *
   * @param voters of the controllers' quorum: every broker is one
   * @param brokers how many there are: the replication of Kafka's own topics
   * @return the configuration file
   */
  static Path write(
      Broker.Address address,
      Path directory,
      String clusterId,
      String voters,
      int brokers,
      Map<String, String> overrides)
      throws IOException {
    Path data = Files.createDirectories(directory.resolve("data"));
    Properties meta = new Properties();
    meta.put("version", "1");
    meta.put("cluster.id", clusterId);
    meta.put("node.id", "" + address.id());
    store(meta, data.resolve("meta.properties"));
    Properties config = properties(address, voters, brokers);
    config.put("log.dirs", data.toString());
    config.putAll(overrides);
    Path file = directory.resolve("broker.properties");
    store(config, file);
    return file;
  }

  private static Properties properties(Broker.Address address, String voters, int brokers) {
    String host = address.host();
    Properties config = new Properties();
    config.put("process.roles", "broker,controller");
    config.put("node.id", "" + address.id());
    config.put("controller.quorum.voters", voters);
    config.put("controller.listener.names", "CONTROLLER");
    config.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    config.put(
        "listeners",
        "PLAINTEXT://%s:%d,CONTROLLER://%s:%d"
            .formatted(host, address.port(), host, address.controllerPort()));
    config.put("advertised.listeners", "PLAINTEXT://%s:%d".formatted(host, address.port()));
    String replication = "" + Math.min(3, brokers);
    config.put("default.replication.factor", replication);
    config.put("min.insync.replicas", "" + Math.min(2, brokers));
    config.put("offsets.topic.replication.factor", replication);
    config.put("offsets.topic.num.partitions", "4");
    config.put("auto.create.topics.enable", "false");
    config.put("message.max.bytes", "" + MESSAGE_BYTES);
    config.put("replica.fetch.max.bytes", "" + MESSAGE_BYTES);
    config.put("replica.fetch.response.max.bytes", "" + 4 * MESSAGE_BYTES);
    // Benchmarks keep every core busy for seconds; that is no reason to take a broker for dead.
    config.put("controller.quorum.fetch.timeout.ms", "6000");
    config.put("controller.quorum.election.timeout.ms", "3000");
    config.put("broker.session.timeout.ms", "18000");
    // The system's own sizes, which grow with need; Kafka's fixed ones are smaller.
    config.put("socket.send.buffer.bytes", "-1");
    config.put("socket.receive.buffer.bytes", "-1");
    config.put("replica.socket.receive.buffer.bytes", "-1");
    return config;
  }

  private static void store(Properties properties, Path file) throws IOException {
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
  }
}
