package io.picsou.bench.compare;

import com.fasterxml.jackson.core.type.TypeReference;
import io.picsou.bench.replica.Host;
import io.picsou.bench.replica.HostPlan;
import io.picsou.bench.replica.HostSample;
import io.picsou.bench.replica.ReplicaReport;
import io.picsou.bench.replica.RolePlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The processes that host the replicas of one run. Not thread-safe. */
final class Fleet implements AutoCloseable {
  /** The heap of each replica, if half of the machine's memory has it. */
  private static final long REPLICA_MEGABYTES = 512;

  /** What it is in any case. */
  private static final long LEAST_REPLICA_MEGABYTES = 256;

  /** The side of a process that hosts replicas of both. */
  private static final String BOTH = "all";

  private static final TypeReference<Host.Done> DONE = new TypeReference<>() {};
  private static final TypeReference<HostSample> SAMPLE = new TypeReference<>() {};
  private static final TypeReference<List<ReplicaReport>> REPORTS = new TypeReference<>() {};

  private final Map<HostProcess, String> hosts = new LinkedHashMap<>();
  private final List<RolePlan> roles = new ArrayList<>();
  private final boolean guest;

  private Fleet(boolean guest) {
    this.guest = guest;
  }

  /**
   * Starts processes, and waits until they are ready.
   *
   * @param main the {@code picsou} command
   */
  static Fleet start(
      List<RolePlan> roles, CompareOptions.Hosting hosting, Sites sites, Class<?> main, Path output)
      throws IOException, InterruptedException {
    Fleet fleet = new Fleet(false);
    try {
      for (List<RolePlan> together : groups(roles, hosting.each())) {
        RolePlan first = together.get(0);
        String name = hosting.each() ? first.name() : BOTH;
        Sites.Site site = sites.of(first.cluster(), first.replica());
        HostProcess host =
            HostProcess.start(
                name, site.command(), java(hosting, count(together), count(roles)), main, output);
        fleet.add(host, hosting.each() ? first.cluster() : BOTH, together);
      }
      fleet.awaitDone();
      return fleet;
    } catch (IOException | InterruptedException | RuntimeException e) {
      fleet.close();
      throw e;
    }
  }

  /** All roles in a process that runs already, and goes on when this is closed. */
  static Fleet in(HostProcess host, List<RolePlan> roles) throws IOException, InterruptedException {
    Fleet fleet = new Fleet(true);
    fleet.add(host, BOTH, roles);
    fleet.awaitDone();
    return fleet;
  }

  private void add(HostProcess host, String side, List<RolePlan> together) throws IOException {
    hosts.put(host, side);
    roles.addAll(together);
    host.open(new HostPlan(together));
  }

  private static long count(List<RolePlan> roles) {
    return roles.stream().map(RolePlan::name).distinct().count();
  }

  /**
   * Options of a process.
   *
   * @param replicas how many it hosts
   * @param all how many the machine has to hold
   */
  static List<String> java(CompareOptions.Hosting hosting, long replicas, long all) {
    long fair = Environment.totalMegabytes() / 2 / all;
    long each = Math.max(LEAST_REPLICA_MEGABYTES, Math.min(REPLICA_MEGABYTES, fair));
    List<String> options = new ArrayList<>(hosting.java());
    options.add("-Xmx" + replicas * each + "m");
    return options;
  }

  private static List<List<RolePlan>> groups(List<RolePlan> all, boolean each) {
    Map<String, List<RolePlan>> groups = new TreeMap<>();
    for (RolePlan role : all) {
      String group = each ? role.name() : BOTH;
      groups.computeIfAbsent(group, name -> new ArrayList<>()).add(role);
    }
    return new ArrayList<>(groups.values());
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
    if (guest) {
      leave();
    } else {
      hosts.keySet().forEach(HostProcess::requestStop);
      hosts.keySet().forEach(HostProcess::close);
    }
  }

  private void leave() {
    try {
      for (HostProcess host : hosts.keySet()) {
        host.open(new HostPlan(List.of()));
      }
      awaitDone();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
