package io.picsou.it;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

/**
 * One distributed Connect worker in its own process, with exactly-once sources. Restarts keep the
 * REST port and the group, so a restarted worker takes its connectors up again. Not thread-safe.
 */
final class ConnectProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";

  private final int port = FreePorts.next();
  private final ConnectRest rest = new ConnectRest("http://localhost:" + port);
  private final JavaProcess process;

  private ConnectProcess(Path directory, String group, String bootstrap, Path pluginPath) {
    Path config = directory.resolve(group + ".properties");
    TestFiles.write(config, properties(group, bootstrap, pluginPath));
    process =
        new JavaProcess(
            "org.apache.kafka.connect.cli.ConnectDistributed",
            directory.resolve(group + ".log"),
            "512m",
            List.of(config.toString()));
  }

  /**
   * Starts a worker and waits until it is in its group and its REST interface answers.
   *
   * @param directory where its configuration and log go
   * @param group the worker group; also the prefix of its internal topics
   * @param pluginPath a directory with one directory per unpacked plugin archive
   */
  static ConnectProcess start(Path directory, String group, String bootstrap, Path pluginPath) {
    ConnectProcess worker = new ConnectProcess(directory, group, bootstrap, pluginPath);
    worker.restart();
    return worker;
  }

  ConnectRest rest() {
    return rest;
  }

  void kill() {
    process.kill();
  }

  void restart() {
    process.start(START, rest::isReady);
  }

  @Override
  public void close() {
    process.close();
  }

  private Properties properties(String group, String bootstrap, Path pluginPath) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrap);
    properties.put("group.id", group);
    properties.put("listeners", "http://localhost:" + port);
    properties.put("rest.advertised.host.name", "localhost");
    for (String topic : List.of("config", "offset", "status")) {
      properties.put(topic + ".storage.topic", group + "-" + topic);
      properties.put(topic + ".storage.replication.factor", "1");
    }
    properties.put("offset.storage.partitions", "5");
    properties.put("status.storage.partitions", "1");
    properties.put("key.converter", BYTES);
    properties.put("value.converter", BYTES);
    properties.put("plugin.path", pluginPath.toString());
    properties.put("plugin.discovery", "service_load");
    properties.put("exactly.once.source.support", "enabled");
    properties.put("consumer.isolation.level", "read_committed");
    properties.put("offset.flush.interval.ms", "1000");
    forgetTheDeadSoon(properties);
    return properties;
  }

  /** The defaults keep a killed worker's place in its groups for up to 45 s; tests cannot wait. */
  private static void forgetTheDeadSoon(Properties properties) {
    properties.put("scheduled.rebalance.max.delay.ms", "0");
    properties.put("session.timeout.ms", "6000");
    properties.put("heartbeat.interval.ms", "2000");
    properties.put("consumer.session.timeout.ms", "6000");
    properties.put("consumer.heartbeat.interval.ms", "2000");
  }
}
