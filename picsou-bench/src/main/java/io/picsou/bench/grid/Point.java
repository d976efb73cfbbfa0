package io.picsou.bench.grid;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.picsou.bench.compare.ClusterOptions;
import io.picsou.bench.compare.ClusterOptions.Preset;
import io.picsou.bench.compare.ClusterOptions.ThresholdOptions;
import io.picsou.bench.compare.CompareOptions;
import io.picsou.bench.compare.CompareOptions.Hosting;
import io.picsou.bench.compare.CompareOptions.Source;
import io.picsou.bench.compare.CompareOptions.Timing;
import io.picsou.bench.compare.CompareOptions.Workload;
import io.picsou.bench.compare.Contenders;
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
    double load) {
  private static final Hosting ONE_PROCESS = new Hosting(false, List.of("-XX:+UseParallelGC"));

  /** A link without faults between file RSMs, with a connector's settings. */
  public static Point of(String system, int replicas, int bytes) {
    return new Point(system, Application.FILE, replicas, bytes, null, 1, Conduct.CORRECT, 0);
  }

  Point running(Application other) {
    return new Point(system, other, replicas, bytes, phi, stake, faults, load);
  }

  Point withPhi(Integer entries) {
    return new Point(system, application, replicas, bytes, entries, stake, faults, load);
  }

  Point withStake(long first) {
    return new Point(system, application, replicas, bytes, phi, first, faults, load);
  }

  Point withFaults(Conduct conduct) {
    return new Point(system, application, replicas, bytes, phi, stake, conduct, load);
  }

  Point withLoad(double entriesPerSecond) {
    return new Point(system, application, replicas, bytes, phi, stake, faults, entriesPerSecond);
  }

  /** All but the system: points that have it in common are measured side by side. */
  Point setup() {
    return new Point("", application, replicas, bytes, phi, stake, faults, load);
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
    return name.toString();
  }

  private static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Why this build cannot measure it; empty if it can. */
  public Optional<String> obstacle() {
    if (application != Application.FILE) {
      return Optional.of("bench compare has no etcd source and target yet");
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
        new Workload(any.bytes, Source.GENERATOR, any.load, false),
        timing,
        ONE_PROCESS,
        any.phi == null ? Map.of() : Map.of("picsou.phi", String.valueOf(any.phi)));
  }

  private ClusterOptions clusters() {
    return new ClusterOptions(
        replicas,
        replicas,
        stake == 1 ? Collections.emptyList() : List.of(stake),
        new ThresholdOptions(Preset.BYZANTINE, null, null),
        faults,
        false);
  }
}
