package io.picsou.it;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.MountableFile;

/**
 * What {@code docker-compose.yml} describes, for a test: etcd clusters a and b, Kafka, one Connect
 * worker per side, with the same images, scripts and names, on a network of its own. Each
 * container's output goes to {@code DIRECTORY/NAME.log}. Not thread-safe.
 */
final class ContainerPipeline implements AutoCloseable {
  private static final int ETCD_PORT = 2379;
  private static final int REST_PORT = 8083;
  private static final int MEMBERS = 3;
  private static final int EXECUTABLE = 0755;
  private static final Duration START = Duration.ofMinutes(3);

  /** Marks what this checkout started, so that a run can remove what a killed one left behind. */
  private static final Map<String, String> LABEL =
      Map.of("io.picsou.it", Path.of("").toAbsolutePath().toString());

  private final Path directory;
  private final Network network;
  private final Map<String, GenericContainer<?>> containers = new HashMap<>();

  private ContainerPipeline(Path directory) {
    this.directory = directory;
    removeLeftovers();
    network = Network.builder().createNetworkCmdModifier(cmd -> cmd.withLabels(LABEL)).build();
  }

  /**
   * Starts everything and waits until both workers take connectors.
   *
   * @param directory where the output of the containers goes
   * @param scripts the directory that compose mounts as /picsou
   * @param plugins the plugin path of both workers
   */
  static ContainerPipeline start(Path directory, Path scripts, Path plugins) {
    ContainerPipeline pipeline = new ContainerPipeline(directory);
    try {
      List.of("a", "b").forEach(pipeline::addEtcd);
      pipeline.addKafka(scripts);
      List.of("a", "b").forEach(side -> pipeline.addWorker(side, scripts, plugins));
      Startables.deepStart(pipeline.containers.values()).get(START.toSeconds(), TimeUnit.SECONDS);
      return pipeline;
    } catch (ExecutionException | TimeoutException e) {
      pipeline.close();
      throw new IllegalStateException("containers did not start; see " + directory, e);
    } catch (InterruptedException e) {
      pipeline.close();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The worker of side a or b. */
  ConnectRest worker(String side) {
    GenericContainer<?> worker = containers.get("worker-" + side);
    return new ConnectRest("http://" + worker.getHost() + ":" + worker.getMappedPort(REST_PORT));
  }

  /** Runs etcdctl in a member, such as a0, and returns what it printed. */
  String etcdctl(String member, String... arguments) {
    String[] command = new String[arguments.length + 2];
    command[0] = "/usr/local/bin/etcdctl";
    command[1] = "--command-timeout=10s";
    System.arraycopy(arguments, 0, command, 2, arguments.length);
    try {
      ExecResult result = containers.get(member).execInContainer(command);
      if (result.getExitCode() != 0) {
        throw new IllegalStateException(String.join(" ", command) + ": " + result);
      }
      return result.getStdout();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    containers.values().forEach(GenericContainer::stop);
    network.close();
  }

  private void addEtcd(String cluster) {
    String members =
        IntStream.range(0, MEMBERS)
            .mapToObj(i -> cluster + i + "=http://" + cluster + i + ":2380")
            .collect(Collectors.joining(","));
    for (int i = 0; i < MEMBERS; i++) {
      String name = cluster + i;
      add(name, image("ETCD_IMAGE", "quay.io/coreos/etcd:v3.5.16"))
          .withEnv("ETCDCTL_API", "3")
          .withEnv("ETCD_NAME", name)
          .withEnv("ETCD_DATA_DIR", "/tmp/etcd")
          .withEnv("ETCD_INITIAL_CLUSTER", members)
          .withEnv("ETCD_INITIAL_CLUSTER_TOKEN", cluster)
          .withEnv("ETCD_LISTEN_CLIENT_URLS", "http://0.0.0.0:2379")
          .withEnv("ETCD_LISTEN_PEER_URLS", "http://0.0.0.0:2380")
          .withEnv("ETCD_ADVERTISE_CLIENT_URLS", "http://" + name + ":2379")
          .withEnv("ETCD_INITIAL_ADVERTISE_PEER_URLS", "http://" + name + ":2380")
          .withCommand("/usr/local/bin/etcd")
          .withExposedPorts(ETCD_PORT)
          .waitingFor(Wait.forHttp("/health").forPort(ETCD_PORT).withStartupTimeout(START));
    }
  }

  private void addKafka(Path scripts) {
    addKafkaContainer("kafka", scripts)
        .withCommand("/picsou/broker.sh")
        .waitingFor(Wait.forLogMessage(".*Kafka Server started.*", 1).withStartupTimeout(START));
  }

  private void addWorker(String side, Path scripts, Path plugins) {
    addKafkaContainer("worker-" + side, scripts)
        .withCopyToContainer(MountableFile.forHostPath(plugins), "/plugins")
        .withCommand("/picsou/worker.sh", side)
        .withExposedPorts(REST_PORT)
        .dependsOn(containers.get("kafka"))
        .waitingFor(Wait.forHttp("/connectors").forPort(REST_PORT).withStartupTimeout(START));
  }

  private GenericContainer<?> addKafkaContainer(String name, Path scripts) {
    return add(name, image("KAFKA_IMAGE", "apache/kafka:3.7.0"))
        .withEnv("KAFKA_HEAP_OPTS", "-Xmx512m")
        .withCopyToContainer(MountableFile.forHostPath(scripts, EXECUTABLE), "/picsou");
  }

  private GenericContainer<?> add(String name, String image) {
    Path log = directory.resolve(name + ".log");
    GenericContainer<?> container =
        new GenericContainer<>(image)
            .withNetwork(network)
            .withNetworkAliases(name)
            .withLabels(LABEL)
            .withLogConsumer(frame -> append(log, frame));
    containers.put(name, container);
    return container;
  }

  private static String image(String variable, String otherwise) {
    return System.getenv().getOrDefault(variable, otherwise);
  }

  private static synchronized void append(Path log, OutputFrame frame) {
    if (frame.getBytes() == null) {
      return;
    }
    try {
      Files.write(log, frame.getBytes(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void removeLeftovers() {
    DockerClient docker = DockerClientFactory.lazyClient();
    for (Container left :
        docker.listContainersCmd().withShowAll(true).withLabelFilter(LABEL).exec()) {
      docker.removeContainerCmd(left.getId()).withForce(true).withRemoveVolumes(true).exec();
    }
    String label = LABEL.entrySet().iterator().next().toString();
    for (var left : docker.listNetworksCmd().withFilter("label", List.of(label)).exec()) {
      docker.removeNetworkCmd(left.getId()).exec();
    }
  }
}
