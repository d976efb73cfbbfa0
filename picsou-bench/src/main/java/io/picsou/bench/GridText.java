package io.picsou.bench;

import io.picsou.bench.compare.CompareOptions.Timing;
import io.picsou.bench.grid.Graph;
import io.picsou.bench.grid.GridRun;
import io.picsou.bench.grid.Point;
import io.picsou.bench.grid.PointResult;
import io.picsou.bench.grid.PointResult.Kind;
import io.picsou.bench.grid.PointRunner;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

/** The grid for people. */
final class GridText {
  private GridText() {}

  /** Prints all graphs, their points, and how long each takes. */
  static void list(
      List<Graph> graphs,
      Predicate<Point> wanted,
      PointRunner runner,
      Timing timing,
      PrintWriter out) {
    Function<Point, Duration> time = point -> runner.total(List.of(point), timing);
    Kind kind = runner.kind();
    for (Graph graph : graphs) {
      List<Point> points = graph.points().stream().filter(wanted).toList();
      out.println(graph.name());
      points.forEach(point -> out.println("  " + line(point, kind, time)));
      graph
          .omitted()
          .forEach((label, reason) -> out.printf("  %-44s not measured: %s%n", label, reason));
    }
    List<Point> all = GridRun.points(graphs, kind).stream().filter(wanted).toList();
    Duration total = all.stream().map(time).reduce(Duration.ZERO, Duration::plus);
    out.printf(
        "%d points that can have results, each once; at most %s%n", all.size(), duration(total));
    out.flush();
  }

  private static String line(Point point, Kind kind, Function<Point, Duration> time) {
    String note =
        point
            .obstacle(kind)
            .map(reason -> "not measured: " + reason)
            .orElseGet(() -> "about " + duration(time.apply(point)));
    return String.format(Locale.ROOT, "%-44s %s", point.name(), note);
  }

  /** What a point came out as. */
  static String line(PointResult result) {
    if (result.failed()) {
      return String.format(
          Locale.ROOT, "%-44s failed: %s", result.point().name(), result.failure());
    }
    return String.format(
        Locale.ROOT,
        "%-44s %,14.1f entries/s %,10.1f MB/s",
        result.point().name(),
        result.summary().entriesPerSecond().median(),
        result.summary().megabytesPerSecond().median());
  }

  static String duration(Duration time) {
    if (time.toHours() > 0) {
      return "%d h %02d min".formatted(time.toHours(), time.toMinutesPart());
    }
    return time.toMinutes() > 0
        ? "%d min %02d s".formatted(time.toMinutes(), time.toSecondsPart())
        : "%d s".formatted(time.toSeconds());
  }
}
