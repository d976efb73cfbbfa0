package io.picsou.bench.grid;

import io.picsou.bench.compare.CompareOptions.Limits;
import io.picsou.bench.grid.Graph.X;
import io.picsou.bench.grid.Graph.Y;
import io.picsou.bench.replica.Conduct;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** All graphs of the published evaluation, under their published names (docs/benchmarks.md). */
public final class Grid {
  private static final List<String> SYSTEMS = List.of("PICSOU", "ATA", "OST", "OTU", "LL", "KAFKA");
  private static final String PICSOU = "PICSOU";
  private static final String KAFKA = "KAFKA";
  private static final int SMALL = 100;
  private static final int LARGE = 1_000_000;
  private static final int PUBLISHED_PHI = 256;
  private static final double THROTTLE = 1_000_000;

  private static final List<Integer> REPLICAS = List.of(4, 7, 10, 13, 16, 19);
  private static final List<Integer> MANY_REPLICAS = List.of(4, 7, 10, 13, 16, 19, 31, 49, 70, 100);
  private static final List<Integer> BYTES = List.of(100, 1_000, 10_000, 100_000, 1_000_000);
  private static final List<Integer> VALUES = List.of(245, 498, 863, 1980, 4020, 8052, 14304);
  private static final List<Integer> STAKES = List.of(1, 2, 4, 8, 16, 32, 64);
  private static final List<Integer> PHIS = List.of(0, 64, 128, 192, 256);

  private static final List<Integer> QUICK_X =
      List.of(4, 10, 19, 100, 10_000, 1_000_000, 245, 1980, 14304);
  private static final List<String> QUICK_WITHOUT =
      List.of("stake 2", "stake 4", "stake 16", "stake 32", "φ = 64", "φ = 128", "φ = 192");

  private static final int ETCD_REPLICAS = 5;
  private static final int ETCD_PHI = 64;

  /** A pair carries 2 MB/s instead of 50, and 2.8 MB/s are committed instead of 70. */
  private static final Limits SCALED_REGIONS = new Limits(0, 16, 60);

  private static final double SCALED_BYTES_PER_SECOND = 2.8e6;

  private Grid() {}

  /** Every graph with every point. */
  public static List<Graph> full() {
    return List.of(
        networkSize("100B", SMALL),
        networkSize("1MB", LARGE),
        messageSize(4),
        messageSize(19),
        stakes("", 0),
        stakes(" -- Throttled Source", THROTTLE),
        crashes(),
        phiScaling(),
        byzantine(),
        etcd("Disaster Recovery", Application.DISASTER_RECOVERY),
        etcd("Data Reconciliation", Application.RECONCILIATION),
        regions(),
        scale("Throughput", Y.ENTRIES),
        scale("Copies across per Entry", Y.COPIES));
  }

  /** Every graph, with fewer points. */
  public static List<Graph> quick() {
    return full().stream().map(graph -> graph.thinned(QUICK_X, QUICK_WITHOUT)).toList();
  }

  /**
   * The graphs that a name stands for.
   *
   * @param name a graph's, or a part of one graph's name only; without regard to case
   * @throws IllegalArgumentException if there is none, or more than one
   */
  public static Graph named(String name, List<Graph> graphs) {
    String wanted = name.toLowerCase(Locale.ROOT);
    List<Graph> found =
        graphs.stream().filter(g -> g.name().toLowerCase(Locale.ROOT).contains(wanted)).toList();
    Stream<Graph> exact = found.stream().filter(graph -> graph.name().equalsIgnoreCase(name));
    return exact
        .findFirst()
        .orElseGet(
            () -> {
              if (found.size() == 1) {
                return found.get(0);
              }
              throw new IllegalArgumentException(
                  "'%s' names %d graphs; there are:%n  %s"
                      .formatted(
                          name,
                          found.size(),
                          String.join("\n  ", graphs.stream().map(Graph::name).toList())));
            });
  }

  private static Graph networkSize(String size, int bytes) {
    return new Graph(
        "Throughput vs Network Size @ " + size + "-messages",
        X.REPLICAS,
        Y.ENTRIES,
        systemsAndPublishedPhi(REPLICAS, (system, n) -> Point.of(system, n, bytes)),
        Map.of());
  }

  private static Graph messageSize(int replicas) {
    return new Graph(
        "Throughput vs Message Size @ " + replicas + "-node-network",
        X.BYTES,
        Y.ENTRIES,
        systemsAndPublishedPhi(BYTES, (system, bytes) -> Point.of(system, replicas, bytes)),
        Map.of());
  }

  private static Graph stakes(String suffix, double load) {
    Map<String, SortedMap<Integer, Point>> lines = new LinkedHashMap<>();
    for (int stake : STAKES) {
      IntFunction<Point> point = n -> Point.of(PICSOU, n, SMALL).withStake(stake).withLoad(load);
      lines.put("stake " + stake, line(REPLICAS, point));
    }
    return new Graph(
        "Throughput vs Num Nodes with Varying Stake Split" + suffix,
        X.REPLICAS,
        Y.ENTRIES,
        lines,
        Map.of());
  }

  private static Graph crashes() {
    Map<String, SortedMap<Integer, Point>> lines =
        systems(REPLICAS, (system, n) -> Point.of(system, n, LARGE).withFaults(Conduct.CRASHED));
    lines.keySet().removeAll(List.of("OST", KAFKA));
    return new Graph(
        "Crash Failures: Throughput vs Network Size",
        X.REPLICAS,
        Y.ENTRIES,
        lines,
        Map.of(
            "OST",
            "it never sends again, so the log lacks the crashed replicas' share",
            KAFKA,
            "its producers do not stand in for each other, so the log ends at a gap"));
  }

  private static Graph phiScaling() {
    Map<String, SortedMap<Integer, Point>> lines = new LinkedHashMap<>();
    for (int phi : PHIS) {
      IntFunction<Point> point =
          n -> Point.of(PICSOU, n, LARGE).withFaults(Conduct.CRASHED).withPhi(phi);
      lines.put("φ = " + phi, line(REPLICAS, point));
    }
    return new Graph(
        "Crash Failures -- Phi Scaling: Throughput vs Network Size",
        X.REPLICAS,
        Y.ENTRIES,
        lines,
        Map.of());
  }

  private static Graph byzantine() {
    Map<String, SortedMap<Integer, Point>> lines = new LinkedHashMap<>();
    Map<String, Conduct> modes = new LinkedHashMap<>();
    modes.put("PICSOU ack-inf", Conduct.ACK_INF);
    modes.put("PICSOU ack-zero", Conduct.ACK_ZERO);
    modes.put("PICSOU ack-delay", Conduct.ACK_DELAY);
    modes.forEach(
        (label, mode) ->
            lines.put(
                label,
                line(
                    REPLICAS,
                    n -> Point.of(PICSOU, n, LARGE).withFaults(mode).withPhi(PUBLISHED_PHI))));
    lines.put(
        "ATA crash", line(REPLICAS, n -> Point.of("ATA", n, LARGE).withFaults(Conduct.CRASHED)));
    return new Graph(
        "Byzantine Failures: Throughput vs Network Size", X.REPLICAS, Y.ENTRIES, lines, Map.of());
  }

  private static Graph etcd(String name, Application application) {
    return new Graph(
        name + ": Throughput (MB/s) vs Message Size",
        X.BYTES,
        Y.MEGABYTES,
        systems(
            VALUES,
            (system, bytes) ->
                Point.of(system, ETCD_REPLICAS, bytes).running(application).withPhi(ETCD_PHI)),
        Map.of());
  }

  /** The same limits on one machine: etcd commits 1.4 times what a pair of nodes carries. */
  private static Graph regions() {
    return new Graph(
        "Geo Replication on One Machine: Throughput (MB/s) vs Message Size",
        X.BYTES,
        Y.MEGABYTES,
        systems(
            VALUES,
            (system, bytes) ->
                Point.of(system, ETCD_REPLICAS, bytes)
                    .withPhi(ETCD_PHI)
                    .withLoad(Math.round(SCALED_BYTES_PER_SECOND / bytes))
                    .withLimits(SCALED_REGIONS)),
        Map.of());
  }

  /** Beyond the publication: how cost grows with the clusters. */
  private static Graph scale(String what, Y y) {
    Map<String, SortedMap<Integer, Point>> lines =
        systems(MANY_REPLICAS, (system, n) -> Point.of(system, n, LARGE));
    Map<String, String> omitted = Map.of();
    if (y == Y.COPIES) {
      lines.remove(KAFKA);
      omitted = Map.of(KAFKA, "its copies go to brokers");
    }
    return new Graph("Scaling to 100 Replicas: " + what, X.MANY_REPLICAS, y, lines, omitted);
  }

  /** How a point of a system follows from x. */
  private interface PointAt {
    Point of(String system, int x);
  }

  /** Picsou twice: with a connector's settings, and with the φ that was published. */
  private static Map<String, SortedMap<Integer, Point>> systemsAndPublishedPhi(
      List<Integer> xs, PointAt point) {
    Map<String, SortedMap<Integer, Point>> lines = new LinkedHashMap<>();
    lines.put(PICSOU, line(xs, x -> point.of(PICSOU, x)));
    lines.put(
        "PICSOU φ = " + PUBLISHED_PHI, line(xs, x -> point.of(PICSOU, x).withPhi(PUBLISHED_PHI)));
    systems(xs, point).forEach(lines::putIfAbsent);
    return lines;
  }

  /** A line for each system. */
  private static Map<String, SortedMap<Integer, Point>> systems(List<Integer> xs, PointAt point) {
    Map<String, SortedMap<Integer, Point>> lines = new LinkedHashMap<>();
    for (String system : SYSTEMS) {
      lines.put(system, line(xs, x -> point.of(system, x)));
    }
    return lines;
  }

  private static SortedMap<Integer, Point> line(List<Integer> xs, IntFunction<Point> point) {
    SortedMap<Integer, Point> line = new TreeMap<>();
    xs.forEach(x -> line.put(x, point.apply(x)));
    return line;
  }
}
