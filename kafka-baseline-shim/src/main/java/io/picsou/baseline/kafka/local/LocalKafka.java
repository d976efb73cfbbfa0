package io.picsou.baseline.kafka.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/**
 * A Kafka cluster on this machine: brokers in KRaft mode, each a process of its own and a
 * controller as well, with new data. They end when this is closed, and also when this process ends
 * in any other way. Thread-safe.
 */
public final class LocalKafka implements AutoCloseable {
  private static final List<String> SMALL_JVM =
      List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
  private static final long PAUSE_MILLIS = 200;

  private final LocalKafkaOptions options;
  private final List<Broker> brokers = new ArrayList<>();

  private LocalKafka(LocalKafkaOptions options) throws IOException {
    this.options = options;
    List<Broker.Address> addresses = addresses();
    String voters =
        addresses.stream()
            .map(each -> "%d@%s:%d".formatted(each.id(), each.host(), each.controllerPort()))
            .collect(Collectors.joining(","));
    String clusterId = Uuid.randomUuid().toString();
    for (Broker.Address each : addresses) {
      Path own = options.directory().toAbsolutePath().resolve("broker-" + each.id());
      Path config =
          BrokerConfig.write(each, own, clusterId, voters, addresses.size(), options.broker());
      brokers.add(new Broker(each, own, config, options));
    }
  }

  /**
   * Starts a cluster and waits until every broker answers.
   *
   * @throws IOException if the jars are missing, a broker ends, or they take too long; nothing is
   *     left running then
   */
  public static LocalKafka start(LocalKafkaOptions options)
      throws IOException, InterruptedException {
    if (!Files.isDirectory(options.libs())) {
      throw new IOException(
          "no Kafka broker in %s: run `mvn -pl integration-tests/kafka-dist package`, or set %s"
              .formatted(options.libs(), LocalKafkaOptions.LIBS));
    }
    LocalKafka cluster = new LocalKafka(options);
    try {
      for (Broker each : cluster.brokers) {
        each.start();
      }
      cluster.awaitReady();
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** What clients begin with: every broker. */
  public String bootstrap() {
    return brokers.stream()
        .map(each -> each.address().host() + ":" + each.address().port())
        .collect(Collectors.joining(","));
  }

  /** The process ids of the brokers that run, for their use of memory and time. */
  public List<Long> pids() {
    return brokers.stream().filter(Broker::isAlive).map(Broker::pid).toList();
  }

  /** Ends all brokers at once, for data that nobody needs any more. */
  public void kill() throws InterruptedException {
    for (Broker each : brokers) {
      each.kill();
    }
  }

  /** Ends a broker at once, as kill -9 does; brokers count from 0. */
  public void kill(int broker) throws InterruptedException {
    brokers.get(broker).kill();
  }

  /** Starts a broker again with the data that it has, and waits until all brokers answer. */
  public void restart(int broker) throws IOException, InterruptedException {
    brokers.get(broker).start();
    awaitReady();
  }

  private void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + options.startTimeout().toNanos();
    try (Readiness cluster = readiness()) {
      while (!cluster.reached()) {
        checkAlive();
        if (System.nanoTime() > deadline) {
          throw new IOException(
              "the brokers did not start within %d s: %s"
                  .formatted(options.startTimeout().toSeconds(), brokers.get(0).lastOutput()));
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }

  /** Brokers that run behind a command may be out of reach for this process. */
  private Readiness readiness() throws IOException {
    LocalKafkaOptions.Place place = options.places().get(0);
    if (place.command().isEmpty()) {
      return new Readiness.Here(bootstrap(), brokers.size());
    }
    List<String> command = Broker.java(options, place, SMALL_JVM);
    command.addAll(List.of(ReadinessMain.class.getName(), bootstrap(), "" + brokers.size()));
    Path output = options.directory().resolve("readiness");
    return new Readiness.There(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start());
  }

  private void checkAlive() throws IOException {
    for (Broker each : brokers) {
      if (!each.isAlive()) {
        throw new IOException(
            "broker %d has ended: %s".formatted(each.address().id(), each.lastOutput()));
      }
    }
  }

  private List<Broker.Address> addresses() throws IOException {
    FreePorts ports = new FreePorts();
    List<Broker.Address> addresses = new ArrayList<>();
    for (LocalKafkaOptions.Place place : options.places()) {
      int id = addresses.size() + 1;
      addresses.add(new Broker.Address(id, place.host(), ports.next(), ports.next()));
    }
    return addresses;
  }

  /** Stops all brokers, and waits. Their files stay. */
  @Override
  public void close() {
    brokers.forEach(Broker::requestStop);
    brokers.forEach(Broker::awaitStop);
  }
}
