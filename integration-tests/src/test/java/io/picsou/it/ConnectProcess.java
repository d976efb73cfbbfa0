package io.picsou.it;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

/**
 * One distributed Connect worker in its own process, configured like the worker of the examples.
 * Restarts keep the REST port and the group, so a restarted worker takes its connectors up again.
 * Not thread-safe.
 */
final class ConnectProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);

  private final int port = FreePorts.next();
  private final ConnectRest rest = new ConnectRest("http://localhost:" + port);
  private final JavaProcess process;

  private ConnectProcess(Path directory, String side, String bootstrap, Path pluginPath) {
    String name = "worker-" + side;
    Path config = directory.resolve(name + ".properties");
    TestFiles.write(config, properties(side, bootstrap, pluginPath));
    process =
        new JavaProcess(
            "org.apache.kafka.connect.cli.ConnectDistributed",
            directory.resolve(name + ".log"),
            "512m",
            List.of(config.toString()));
  }

  /**
   * Starts a worker and waits until it is in its group and its REST interface answers.
   *
   * @param directory where its configuration and log go
   * @param side what tells the worker's group and internal topics from other workers'
   * @param pluginPath a directory with one directory per unpacked plugin archive
   */
  static ConnectProcess start(Path directory, String side, String bootstrap, Path pluginPath) {
    ConnectProcess worker = new ConnectProcess(directory, side, bootstrap, pluginPath);
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

  private Properties properties(String side, String bootstrap, Path pluginPath) {
    Properties properties = TestFiles.exampleWorker(side);
    properties.put("bootstrap.servers", bootstrap);
    properties.put("listeners", "http://localhost:" + port);
    properties.put("rest.advertised.host.name", "localhost");
    properties.put("plugin.path", pluginPath.toString());
    forgetTheDeadSoon(properties);
    return properties;
  }

  /** The defaults keep a killed worker's place in its groups for up to 45 s; tests cannot wait. */
  private static void forgetTheDeadSoon(Properties properties) {
    properties.put("session.timeout.ms", "6000");
    properties.put("heartbeat.interval.ms", "2000");
    properties.put("consumer.session.timeout.ms", "6000");
    properties.put("consumer.heartbeat.interval.ms", "2000");
  }
}
