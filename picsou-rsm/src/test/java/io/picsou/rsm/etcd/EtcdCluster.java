package io.picsou.rsm.etcd;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.RangeRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.picsou.rsm.BoundProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A real etcd cluster of processes on this machine, with free ports and a directory of its own;
 * {@code scripts/install-etcd.sh} brings the program. Each member's output is in {@code
 * DIRECTORY/mI.log}. They die with this JVM at the latest. Not thread-safe.
 */
public final class EtcdCluster implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  /** Below the ports that the kernel gives to outgoing connections, so that they stay free. */
  private static final int FIRST_PORT = 15_000;

  private static final int LAST_PORT = 30_000;

  private final Path directory;
  private final List<String> flags;
  private final Map<String, String> clientSettings;
  private final String token = UUID.randomUUID().toString();
  private final List<Integer> clientPorts;
  private final List<Integer> peerPorts;
  private final Process[] processes;

  private EtcdCluster(
      Path directory, int members, Map<String, String> clientSettings, List<String> flags) {
    this.directory = directory;
    this.flags = flags;
    this.clientSettings = clientSettings;
    List<Integer> ports = freePorts(2 * members);
    this.clientPorts = ports.subList(0, members);
    this.peerPorts = ports.subList(members, 2 * members);
    this.processes = new Process[members];
  }

  /**
   * Starts a cluster and waits until it serves.
   *
   * @param directory for data and output; created if missing
   * @param flags further flags of etcd
   */
  public static EtcdCluster start(Path directory, int members, String... flags) {
    return start(new EtcdCluster(directory, members, Map.of(), List.of(flags)));
  }

  /**
   * Starts one member that takes clients by TLS, as the flags tell it to.
   *
   * @param clientSettings the {@link EtcdConfig} settings that a client needs for it
   */
  static EtcdCluster startTls(Path directory, Map<String, String> clientSettings, String... flags) {
    return start(new EtcdCluster(directory, 1, clientSettings, List.of(flags)));
  }

  private static EtcdCluster start(EtcdCluster cluster) {
    int members = cluster.size();
    try {
      for (int i = 0; i < members; i++) {
        cluster.launch(i);
      }
      for (int i = 0; i < members; i++) {
        cluster.awaitReady(i);
      }
      return cluster;
    } catch (RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  /** Where etcd is: on PATH, or where the install script of this checkout puts it. */
  public static Path program(String name) {
    Stream<Path> onPath = Stream.of(System.getenv("PATH").split(":")).map(Path::of);
    Stream<Path> here =
        Stream.iterate(Path.of("").toAbsolutePath(), dir -> dir != null, Path::getParent)
            .map(dir -> dir.resolve(".picsou/etcd/usr/bin"));
    return Stream.concat(onPath, here)
        .map(dir -> dir.resolve(name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("no " + name + ": run scripts/install-etcd.sh"));
  }

  public int size() {
    return processes.length;
  }

  /** The client URL of a member. */
  public String endpoint(int member) {
    String scheme = clientSettings.isEmpty() ? "http" : "https";
    return scheme + "://127.0.0.1:" + clientPorts.get(member);
  }

  /** The client URLs of all members, separated by commas. */
  public String endpoints() {
    return IntStream.range(0, size()).mapToObj(this::endpoint).collect(Collectors.joining(","));
  }

  /** The port that a member takes clients on. */
  public int port(int member) {
    return clientPorts.get(member);
  }

  /** Kills a member's process with SIGKILL and waits until it is gone. */
  public void kill(int member) {
    processes[member].destroyForcibly();
    try {
      if (!processes[member].waitFor(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("member " + member + " does not die");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while killing member " + member, e);
    }
  }

  /** Starts a killed member again on its data, and waits until it serves. */
  public void restart(int member) {
    restartAll(member);
  }

  /** Starts killed members again together: a majority of them needs each other. */
  public void restartAll(int... members) {
    for (int member : members) {
      if (processes[member].isAlive()) {
        throw new IllegalStateException("member " + member + " is running");
      }
      launch(member);
    }
    for (int member : members) {
      awaitReady(member);
    }
  }

  private void launch(int member) {
    List<String> command = new ArrayList<>(List.of(program("etcd").toString()));
    Map<String, String> settings =
        Map.of(
            "--name", "m" + member,
            "--data-dir", directory.resolve("m" + member).toString(),
            "--listen-client-urls", endpoint(member),
            "--advertise-client-urls", endpoint(member),
            "--listen-peer-urls", peerUrl(member),
            "--initial-advertise-peer-urls", peerUrl(member),
            "--initial-cluster", initialCluster(),
            "--initial-cluster-token", token);
    settings.forEach((flag, value) -> command.addAll(List.of(flag, value)));
    command.addAll(flags);
    try {
      Files.createDirectories(directory);
      processes[member] = BoundProcess.start(command, output(member));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path output(int member) {
    return directory.resolve("m" + member + ".log");
  }

  private String peerUrl(int member) {
    return "http://127.0.0.1:" + peerPorts.get(member);
  }

  private String initialCluster() {
    return IntStream.range(0, size())
        .mapToObj(i -> "m" + i + "=" + peerUrl(i))
        .collect(Collectors.joining(","));
  }

  /** Ready: our own process is alive and answers a linearizable read. */
  private void awaitReady(int member) {
    try (EtcdMember connection = connect(endpoint(member), clientSettings)) {
      Awaitility.await("etcd member " + member + ", see " + output(member))
          .atMost(START_TIMEOUT)
          .pollInterval(Duration.ofMillis(20))
          .failFast("died, see " + output(member), () -> !processes[member].isAlive())
          .until(() -> serves(connection));
    }
  }

  private static boolean serves(EtcdMember connection) {
    try {
      connection.kv().range(RangeRequest.newBuilder().setKey(ByteString.copyFromUtf8("?")).build());
      return true;
    } catch (StatusRuntimeException e) {
      connection.refresh();
      // With authentication on, to be asked for a user is an answer as well.
      return e.getStatus().getCode() == Status.Code.INVALID_ARGUMENT;
    }
  }

  static EtcdMember connect(String endpoint, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put(EtcdConfig.ENDPOINTS, endpoint);
    EtcdConfig config = EtcdConfig.of(settings);
    return new EtcdMember(config, config.endpoints().get(0));
  }

  private static List<Integer> freePorts(int count) {
    Random random = new Random();
    List<ServerSocket> held = new ArrayList<>();
    try {
      while (held.size() < count) {
        int port = FIRST_PORT + random.nextInt(LAST_PORT - FIRST_PORT);
        try {
          held.add(new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")));
        } catch (IOException taken) {
          continue;
        }
      }
      List<Integer> ports = held.stream().map(ServerSocket::getLocalPort).toList();
      for (ServerSocket socket : held) {
        socket.close();
      }
      return ports;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void killAll() {
    for (Process process : processes) {
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }

  @Override
  public void close() {
    killAll();
    for (int i = 0; i < size(); i++) {
      if (processes[i] != null) {
        kill(i);
      }
    }
  }
}
