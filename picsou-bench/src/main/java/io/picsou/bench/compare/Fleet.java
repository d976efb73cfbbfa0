package io.picsou.bench.compare;

import com.fasterxml.jackson.core.type.TypeReference;
import io.picsou.bench.replica.Host;
import io.picsou.bench.replica.HostPlan;
import io.picsou.bench.replica.HostSample;
import io.picsou.bench.replica.ReplicaReport;
import io.picsou.bench.replica.RolePlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The processes that host the replicas of one run. Not thread-safe. */
final class Fleet implements AutoCloseable {
  /** What each replica may use, in any case: many of them must fit on one machine. */
  private static final int REPLICA_MEGABYTES = 256;

  /** The side of a process that hosts replicas of both. */
  private static final String BOTH = "all";

  private static final TypeReference<Host.Done> DONE = new TypeReference<>() {};
  private static final TypeReference<HostSample> SAMPLE = new TypeReference<>() {};
  private static final TypeReference<List<ReplicaReport>> REPORTS = new TypeReference<>() {};

  private final CompareOptions.Hosting hosting;
  private final Class<?> main;
  private final Map<HostProcess, String> hosts = new LinkedHashMap<>();
  private final List<RolePlan> roles = new ArrayList<>();

  private Fleet(CompareOptions.Hosting hosting, Class<?> main) {
    this.hosting = hosting;
    this.main = main;
  }

  /**
   * Starts them, and waits until they are ready.
   *
   * @param main the {@code picsou} command
   */
  static Fleet start(
      List<RolePlan> roles, CompareOptions.Hosting hosting, Sites sites, Class<?> main, Path output)
      throws IOException, InterruptedException {
    Fleet fleet = new Fleet(hosting, main);
    try {
      for (List<RolePlan> together : fleet.groups(roles)) {
        fleet.add(together, sites, output);
      }
      fleet.awaitDone();
      return fleet;
    } catch (IOException | InterruptedException | RuntimeException e) {
      fleet.close();
      throw e;
    }
  }

  private List<List<RolePlan>> groups(List<RolePlan> all) {
    Map<String, List<RolePlan>> groups = new TreeMap<>();
    for (RolePlan role : all) {
      String group = hosting.each() ? role.name() : BOTH;
      groups.computeIfAbsent(group, name -> new ArrayList<>()).add(role);
    }
    return new ArrayList<>(groups.values());
  }

  private void add(List<RolePlan> together, Sites sites, Path output) throws IOException {
    RolePlan first = together.get(0);
    String name = hosting.each() ? first.name() : BOTH;
    List<String> command = new ArrayList<>(sites.of(first.cluster(), first.replica()).command());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(hosting.java());
    long replicas = together.stream().map(RolePlan::name).distinct().count();
    command.add("-Xmx" + replicas * REPLICA_MEGABYTES + "m");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of("bench", "replica"));
    HostPlan plan = new HostPlan(together);
    hosts.put(
        HostProcess.start(name, command, plan, output.resolve("output-" + name)),
        hosting.each() ? first.cluster() : BOTH);
    roles.addAll(together);
  }

  /** All roles, in the order in which samples and reports list them. */
  List<RolePlan> roles() {
    return roles;
  }

  void start(long originNanos) throws IOException, InterruptedException {
    tell("start " + originNanos);
    awaitDone();
  }

  void pause() throws IOException, InterruptedException {
    tell("pause");
    awaitDone();
  }

  /** Lets senders go on up to an entry of each link. */
  void finish(long[] last) throws IOException, InterruptedException {
    StringBuilder command = new StringBuilder("finish");
    for (long entry : last) {
      command.append(' ').append(entry);
    }
    tell(command.toString());
    awaitDone();
  }

  FleetSample sample() throws IOException, InterruptedException {
    tell("sample");
    FleetSample sample = new FleetSample(roles);
    for (Map.Entry<HostProcess, String> host : hosts.entrySet()) {
      sample.add(host.getValue(), host.getKey().answer(SAMPLE));
    }
    return sample;
  }

  List<ReplicaReport> report() throws IOException, InterruptedException {
    tell("report");
    List<ReplicaReport> reports = new ArrayList<>();
    for (HostProcess host : hosts.keySet()) {
      reports.addAll(host.answer(REPORTS));
    }
    return reports;
  }

  private void tell(String command) {
    hosts.keySet().forEach(host -> host.tell(command));
  }

  private void awaitDone() throws IOException, InterruptedException {
    for (HostProcess host : hosts.keySet()) {
      host.answer(DONE);
    }
  }

  @Override
  public void close() {
    hosts.keySet().forEach(HostProcess::requestStop);
    hosts.keySet().forEach(HostProcess::close);
  }
}
