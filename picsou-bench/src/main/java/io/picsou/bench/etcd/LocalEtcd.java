package io.picsou.bench.etcd;

import io.picsou.bench.process.BoundProcess;
import io.picsou.bench.process.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A new etcd cluster on the loopback interface, each member a process of its own. They end when
 * this is closed, and also when this process ends in any other way. Not thread-safe.
 */
public final class LocalEtcd implements AutoCloseable {
  private static final long START_SECONDS = 120;
  private static final long KILL_SECONDS = 10;
  private static final long PAUSE_MILLIS = 50;
  private static final int OUTPUT_LINES = 5;

  /**
   * A member that waits for its turn on a busy machine has not failed, and a log that nobody has
   * read yet may be large.
   */
  private static final Map<String, String> FLAGS =
      Map.of(
          "--heartbeat-interval", "500",
          "--election-timeout", "5000",
          "--quota-backend-bytes", String.valueOf(8L << 30),
          "--logger", "zap",
          "--log-level", "error");

  private record Member(String name, String clientUrl, String peerUrl) {}

  private final Path directory;
  private final List<Member> members;
  private final List<Process> processes = new ArrayList<>();

  private LocalEtcd(String cluster, Path directory, int size) throws IOException {
    this.directory = directory;
    List<Integer> ports = FreePorts.find(2 * size);
    this.members =
        IntStream.range(0, size)
            .mapToObj(
                i -> new Member(cluster + i, url(ports.get(2 * i)), url(ports.get(2 * i + 1))))
            .toList();
  }

  private static String url(int port) {
    return "http://127.0.0.1:" + port;
  }

  /**
   * Starts the processes; {@link #awaitReady} waits for them.
   *
   * @param cluster its name
   * @param directory for the members' data and output; made if it is not there
   * @throws IOException if there is no etcd on this machine; nothing is left running then
   */
  public static LocalEtcd start(String cluster, Path directory, int size) throws IOException {
    Path program = EtcdProgram.find();
    Files.createDirectories(directory);
    LocalEtcd etcd = new LocalEtcd(cluster, directory, size);
    try {
      String token = UUID.randomUUID().toString();
      for (Member member : etcd.members) {
        etcd.processes.add(
            BoundProcess.start(etcd.command(program, member, token), etcd.output(member)));
      }
      return etcd;
    } catch (IOException | RuntimeException e) {
      etcd.close();
      throw e;
    }
  }

  private List<String> command(Path program, Member member, String token) {
    Map<String, String> flags = new TreeMap<>(FLAGS);
    flags.put("--name", member.name());
    flags.put("--data-dir", directory.resolve(member.name()).toString());
    flags.put("--listen-client-urls", member.clientUrl());
    flags.put("--advertise-client-urls", member.clientUrl());
    flags.put("--listen-peer-urls", member.peerUrl());
    flags.put("--initial-advertise-peer-urls", member.peerUrl());
    flags.put("--initial-cluster-token", token);
    flags.put(
        "--initial-cluster",
        members.stream()
            .map(each -> each.name() + "=" + each.peerUrl())
            .collect(Collectors.joining(",")));
    List<String> command = new ArrayList<>(List.of(program.toString()));
    flags.forEach((flag, value) -> command.addAll(List.of(flag, value)));
    return command;
  }

  private Path output(Member member) {
    return directory.resolve(member.name() + ".output");
  }

  /**
   * Waits until every member serves.
   *
   * @throws IOException if one has ended, or they take too long
   */
  public void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    for (Member member : members) {
      try (EtcdClient client = new EtcdClient(member.clientUrl())) {
        while (!client.serves()) {
          requireAlive();
          if (System.nanoTime() > deadline) {
            throw new IOException(
                "etcd member %s does not serve after %d s: %s"
                    .formatted(member.name(), START_SECONDS, lastOutput(member)));
          }
          Thread.sleep(PAUSE_MILLIS);
        }
      }
    }
  }

  /**
   * @throws IOException if a member has ended, with what it said last
   */
  public void requireAlive() throws IOException {
    for (int i = 0; i < processes.size(); i++) {
      if (!processes.get(i).isAlive()) {
        Member member = members.get(i);
        throw new IOException(
            "etcd member %s has ended: %s".formatted(member.name(), lastOutput(member)));
      }
    }
  }

  private String lastOutput(Member member) throws IOException {
    List<String> lines = Files.readAllLines(output(member));
    return String.join(
        " | ", lines.subList(Math.max(0, lines.size() - OUTPUT_LINES), lines.size()));
  }

  /** The client URL of each member. */
  public List<String> endpoints() {
    return members.stream().map(Member::clientUrl).toList();
  }

  /** The process ids of the members, for their use of memory and time. */
  public List<Long> pids() {
    return processes.stream().map(Process::pid).toList();
  }

  /** Kills the members: nobody needs their data any more. */
  @Override
  public void close() {
    processes.forEach(Process::destroyForcibly);
    try {
      for (Process process : processes) {
        process.waitFor(KILL_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
