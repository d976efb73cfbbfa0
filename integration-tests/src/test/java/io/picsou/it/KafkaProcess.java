package io.picsou.it;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;

/**
 * One Kafka broker in KRaft mode, broker and controller in one process, on loopback. Restarts keep
 * data and ports. Not thread-safe.
 */
final class KafkaProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration CALL = Duration.ofSeconds(10);

  private final int port = FreePorts.next();
  private final int controllerPort = FreePorts.next();
  private final JavaProcess process;

  private KafkaProcess(Path directory) {
    Path config = directory.resolve("kafka.properties");
    TestFiles.write(config, properties(directory));
    List<String> format = List.of("format", "-t", Uuid.randomUuid().toString(), "-c", "" + config);
    new JavaProcess("kafka.tools.StorageTool", directory.resolve("format.log"), "128m", format)
        .run();
    process =
        new JavaProcess(
            "kafka.Kafka", directory.resolve("kafka.log"), "512m", List.of("" + config));
  }

  /** Starts a broker with its data and log in {@code directory} and waits until it answers. */
  static KafkaProcess start(Path directory) {
    KafkaProcess kafka = new KafkaProcess(directory);
    kafka.restart();
    return kafka;
  }

  String bootstrap() {
    return "localhost:" + port;
  }

  void createTopic(String name, int partitions) {
    try (Admin admin = admin()) {
      admin
          .createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
          .all()
          .get(CALL.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("topic " + name + " was not created", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  void kill() {
    process.kill();
  }

  void restart() {
    process.start(START, this::answers);
  }

  @Override
  public void close() {
    process.close();
  }

  private boolean answers() throws InterruptedException {
    try (Admin admin = admin()) {
      return !admin.describeCluster().nodes().get(CALL.toSeconds(), TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException notYet) {
      return false;
    }
  }

  private Admin admin() {
    return Admin.create(
        Map.of(
            "bootstrap.servers", bootstrap(),
            "default.api.timeout.ms", "" + CALL.toMillis(),
            "request.timeout.ms", "" + CALL.toMillis() / 2));
  }

  private Properties properties(Path directory) {
    Properties properties = new Properties();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", "1");
    properties.put("controller.quorum.voters", "1@localhost:" + controllerPort);
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put(
        "listeners", "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort);
    properties.put("advertised.listeners", "PLAINTEXT://localhost:" + port);
    properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.put("log.dirs", directory.resolve("data").toString());
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.num.partitions", "5");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("transaction.state.log.num.partitions", "5");
    properties.put("group.initial.rebalance.delay.ms", "0");
    properties.put("message.max.bytes", "" + 16 * 1024 * 1024);
    properties.put("auto.create.topics.enable", "false");
    return properties;
  }
}
