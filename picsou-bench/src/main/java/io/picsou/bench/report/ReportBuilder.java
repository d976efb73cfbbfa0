package io.picsou.bench.report;

import io.picsou.bench.compare.Environment;
import io.picsou.bench.compare.Spread;
import io.picsou.bench.grid.Graph;
import io.picsou.bench.grid.Graph.Y;
import io.picsou.bench.grid.Point;
import io.picsou.bench.grid.PointResult;
import io.picsou.bench.grid.PointResult.Kind;
import io.picsou.bench.grid.ResultStore;
import io.picsou.bench.report.Report.Gap;
import io.picsou.bench.report.Report.Section;
import io.picsou.bench.report.Report.Series;
import io.picsou.bench.report.Report.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/** Puts results in their places in the graphs. */
public final class ReportBuilder {
  private static final String NOT_RUN = "not run yet";

  private final ResultStore.Content content;

  private ReportBuilder(ResultStore.Content content) {
    this.content = content;
  }

  /** A report of all graphs with what there is of their points. */
  public static Report build(List<Graph> graphs, ResultStore.Content content) {
    ReportBuilder builder = new ReportBuilder(content);
    List<Section> sections = graphs.stream().map(builder::section).toList();
    return new Report(sections, new Claims(sections).all(), builder.machines(), content.damaged());
  }

  private Section section(Graph graph) {
    List<Series> series = new ArrayList<>();
    List<Gap> gaps = new ArrayList<>();
    graph
        .lines()
        .forEach(
            (label, line) -> {
              for (Kind kind : Kind.values()) {
                List<Value> values = values(graph.y(), line, kind);
                if (!values.isEmpty()) {
                  series.add(new Series(label, kind, values));
                }
              }
              gaps.addAll(gaps(graph, label, line));
            });
    graph.omitted().forEach((label, reason) -> gaps.add(new Gap(label, reason)));
    return new Section(graph.name(), graph.slug(), graph.x(), graph.y(), series, gaps);
  }

  private List<Value> values(Y y, SortedMap<Integer, Point> line, Kind kind) {
    List<Value> values = new ArrayList<>();
    line.forEach(
        (x, point) ->
            best(point, kind)
                .filter(found -> y != Y.COPIES || found.summary().wire() != null)
                .ifPresent(found -> values.add(value(y, x, found))));
    return values;
  }

  private static Value value(Y y, int x, PointResult result) {
    if (y == Y.COPIES) {
      double copies = result.summary().wire().copies();
      return new Value(x, copies, copies, copies, 0, result.rounds().size());
    }
    Spread entries = result.summary().entriesPerSecond();
    Spread shown = y == Y.ENTRIES ? entries : result.summary().megabytesPerSecond();
    double unit = shown.median() / entries.median();
    int rounds = result.rounds() == null ? 0 : result.rounds().size();
    return new Value(
        x,
        shown.median(),
        shown.min(),
        shown.max(),
        result.summary().quacksPerSecond() * unit,
        rounds);
  }

  /** Of several results the one that was measured for the longest time. */
  private Optional<PointResult> best(Point point, Kind kind) {
    return content.results().stream()
        .filter(result -> result.kind() == kind && result.point().equals(point))
        .filter(result -> !result.failed())
        .max(Comparator.comparingDouble(ReportBuilder::seconds));
  }

  private static double seconds(PointResult result) {
    return result.timing().seconds() * result.timing().rounds();
  }

  /** What was not measured, places with the same reason together. */
  private List<Gap> gaps(Graph graph, String label, SortedMap<Integer, Point> line) {
    Map<String, List<Integer>> places = new LinkedHashMap<>();
    line.forEach(
        (x, point) -> {
          if (best(point, Kind.MEASURED).isEmpty()) {
            places.computeIfAbsent(reason(point), any -> new ArrayList<>()).add(x);
          }
        });
    List<Gap> gaps = new ArrayList<>();
    places.forEach((reason, at) -> gaps.add(new Gap(describe(graph, label, line, at), reason)));
    line.forEach(
        (x, point) ->
            failure(point, Kind.SIMULATED)
                .filter(reason -> best(point, Kind.SIMULATED).isEmpty())
                .ifPresent(
                    reason ->
                        gaps.add(new Gap(label + " (simulated) at " + graph.x().text(x), reason))));
    return gaps;
  }

  private Optional<String> failure(Point point, Kind kind) {
    return content.results().stream()
        .filter(result -> result.kind() == kind && result.point().equals(point))
        .map(PointResult::failure)
        .filter(Objects::nonNull)
        .findFirst();
  }

  private String reason(Point point) {
    return failure(point, Kind.MEASURED).or(() -> point.obstacle(Kind.MEASURED)).orElse(NOT_RUN);
  }

  private static String describe(
      Graph graph, String label, SortedMap<Integer, Point> line, Collection<Integer> at) {
    if (at.size() == line.size()) {
      return label;
    }
    return label + " at " + String.join(", ", at.stream().map(graph.x()::text).toList());
  }

  /** Each machine and build once, with the time of its first result. */
  private List<Environment> machines() {
    Map<Environment, Environment> machines = new LinkedHashMap<>();
    content.results().stream()
        .filter(result -> result.kind() == Kind.MEASURED)
        .map(PointResult::environment)
        .filter(Objects::nonNull)
        .sorted(Comparator.comparing(Environment::time))
        .forEach(here -> machines.putIfAbsent(withoutTime(here), here));
    return List.copyOf(machines.values());
  }

  private static Environment withoutTime(Environment here) {
    return new Environment(
        "",
        here.cpu(),
        here.cores(),
        here.memoryMegabytes(),
        here.system(),
        here.jvm(),
        here.picsou(),
        here.commit());
  }
}
