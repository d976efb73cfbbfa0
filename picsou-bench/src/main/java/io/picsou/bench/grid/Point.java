package io.picsou.bench.grid;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.picsou.bench.compare.ClusterOptions;
import io.picsou.bench.compare.ClusterOptions.Preset;
import io.picsou.bench.compare.ClusterOptions.ThresholdOptions;
import io.picsou.bench.compare.CompareOptions;
import io.picsou.bench.compare.CompareOptions.Hosting;
import io.picsou.bench.compare.CompareOptions.Limits;
import io.picsou.bench.compare.CompareOptions.Source;
import io.picsou.bench.compare.CompareOptions.Target;
import io.picsou.bench.compare.CompareOptions.Timing;
import io.picsou.bench.compare.CompareOptions.Workload;
import io.picsou.bench.compare.Contenders;
import io.picsou.bench.grid.PointResult.Kind;
import io.picsou.bench.replica.Conduct;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One system under one set of parameters: what is measured once, and may be part of several graphs.
 *
 * @param system as {@link Contenders} names it
 * @param application what is sent
 * @param replicas of either cluster
 * @param bytes of every payload
 * @param phi the length of the φ-list in entries; null for a connector's default
 * @param stake of replica 0 of either cluster; the others have 1
 * @param faults what replicas with index mod 3 = 2 do
 * @param load entries per second that the source commits; 0 for as many as are taken
 * @param limits of the network; {@link Limits#NONE} for what there is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Point(
    String system,
    Application application,
    int replicas,
    int bytes,
    Integer phi,
    long stake,
    Conduct faults,
    double load,
    Limits limits) {

  /** As many replicas a side as the published evaluation had at most. */
  private static final int MOST_REPLICAS = 19;

  public Point {
    limits = limits == null ? Limits.NONE : limits; // results of before there were any
  }

  /** A link without faults between file RSMs, with a connector's settings. */
  public static Point of(String system, int replicas, int bytes) {
    return new Point(
        system, Application.FILE, replicas, bytes, null, 1, Conduct.CORRECT, 0, Limits.NONE);
  }

  Point running(Application other) {
    return new Point(system, other, replicas, bytes, phi, stake, faults, load, limits);
  }

  Point withPhi(Integer entries) {
    return new Point(system, application, replicas, bytes, entries, stake, faults, load, limits);
  }

  Point withStake(long first) {
    return new Point(system, application, replicas, bytes, phi, first, faults, load, limits);
  }

  Point withFaults(Conduct conduct) {
    return new Point(system, application, replicas, bytes, phi, stake, conduct, load, limits);
  }

  Point withLoad(double entriesPerSecond) {
    return new Point(
        system, application, replicas, bytes, phi, stake, faults, entriesPerSecond, limits);
  }

  Point withLimits(Limits other) {
    return new Point(system, application, replicas, bytes, phi, stake, faults, load, other);
  }

  /** All but the system: points that have it in common are measured side by side. */
  Point setup() {
    return new Point("", application, replicas, bytes, phi, stake, faults, load, limits);
  }

  /** A name that tells all parameters, fit for a file. */
  public String name() {
    StringBuilder name = new StringBuilder(system.toLowerCase(Locale.ROOT));
    if (application != Application.FILE) {
      name.append('-').append(text(application));
    }
    name.append("-n").append(replicas).append('-').append(bytes).append('B');
    if (phi != null) {
      name.append("-phi").append(phi);
    }
    if (stake != 1) {
      name.append("-stake").append(stake);
    }
    if (faults != Conduct.CORRECT) {
      name.append('-').append(text(faults));
    }
    if (load > 0) {
      name.append("-load").append((long) load);
    }
    append(name, "-nic", limits.nicMbit());
    append(name, "-pair", limits.pairMbit());
    append(name, "-rtt", limits.rttMillis());
    return name.toString();
  }

  private static void append(StringBuilder name, String what, int limit) {
    if (limit > 0) {
      name.append(what).append(limit);
    }
  }

  private static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Why this build has no results of that kind; empty if it can. */
  public Optional<String> obstacle(Kind kind) {
    return kind == Kind.SIMULATED ? Optional.empty() : obstacle();
  }

  private Optional<String> obstacle() {
    if (replicas > MOST_REPLICAS) {
      return Optional.of("simulated only: one machine does not bear as many replicas");
    }
    if (!Contenders.names().contains(system)) {
      return Optional.of("bench compare does not run " + system + " yet");
    }
    return Optional.empty();
  }

  /**
   * How to measure points that have their setup in common.
   *
   * @param points not empty
   */
  static CompareOptions options(List<Point> points, Timing timing) {
    Point any = points.get(0);
    return new CompareOptions(
        points.stream().map(Point::system).toList(),
        any.clusters(),
        any.workload(),
        timing,
        new Hosting(any.limits.shaped(), Hosting.defaultJava(any.limits), any.limits, null),
        any.phi == null ? Map.of() : Map.of("picsou.phi", String.valueOf(any.phi)));
  }

  private Workload workload() {
    return switch (application) {
      case FILE -> new Workload(bytes, Source.GENERATOR, load, false);
      case DISASTER_RECOVERY -> new Workload(bytes, Source.ETCD, load, true, Target.ETCD);
      case RECONCILIATION -> new Workload(bytes, Source.ETCD, load, true, Target.RECONCILE);
    };
  }

  /** The clusters; etcd's do not lie. */
  ClusterOptions clusters() {
    Preset preset = application == Application.FILE ? Preset.BYZANTINE : Preset.CRASH;
    return new ClusterOptions(
        replicas,
        replicas,
        stake == 1 ? Collections.emptyList() : List.of(stake),
        new ThresholdOptions(preset, null, null),
        faults,
        application == Application.RECONCILIATION);
  }
}
