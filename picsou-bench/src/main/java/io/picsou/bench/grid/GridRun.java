package io.picsou.bench.grid;

import io.picsou.bench.compare.CompareOptions.Timing;
import io.picsou.bench.grid.PointResult.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Measures what a results directory does not have yet. A point that fails is written down with its
 * reason, and measured again by the next run; the others go on. Not thread-safe.
 */
public final class GridRun {
  /** Told about what happens. */
  public interface Watch {
    /** A file that cannot be used, and will be replaced. */
    void damaged(String message);

    /**
     * @param what is running
     * @param done of {@link #total}
     * @throws InterruptedException if the run is to be given up
     */
    void running(String what, Duration done) throws InterruptedException;

    /** A point that has been measured and written, or has failed. */
    void finished(PointResult result);
  }

  private final ResultStore store;
  private final PointRunner runner;
  private final Timing timing;
  private final Watch watch;
  private final List<PointResult> failed = new ArrayList<>();
  private Duration done = Duration.ZERO;

  public GridRun(ResultStore store, PointRunner runner, Timing timing, Watch watch) {
    this.store = store;
    this.runner = runner;
    this.timing = timing;
    this.watch = watch;
  }

  /**
   * The points of graphs that can have results, each once.
   *
   * @param graphs in the order in which they are to be measured
   * @param kind of results
   */
  public static List<Point> points(List<Graph> graphs, Kind kind) {
    return graphs.stream()
        .flatMap(graph -> graph.points().stream())
        .filter(point -> point.obstacle(kind).isEmpty())
        .distinct()
        .toList();
  }

  /** Those that are not there yet, or failed, or whose file is damaged. */
  public List<Point> missing(List<Point> points) throws IOException {
    List<Point> missing = new ArrayList<>();
    for (Point point : points) {
      if (!present(point)) {
        missing.add(point);
      }
    }
    return missing;
  }

  private boolean present(Point point) throws IOException {
    try {
      Optional<PointResult> found = store.find(runner.kind(), point, timing);
      return found.isPresent() && !found.get().failed();
    } catch (DamagedResultException e) {
      watch.damaged(e.getMessage());
      return false;
    }
  }

  /** How long points take, roughly. */
  public Duration total(List<Point> points) {
    return runner.sideBySide(points).stream()
        .map(group -> runner.total(group, timing))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /**
   * Measures points and writes a file for each.
   *
   * @return those that failed
   * @throws IOException if results cannot be written
   * @throws InterruptedException if it was given up; what has been written stays
   */
  public List<PointResult> run(List<Point> points) throws IOException, InterruptedException {
    for (List<Point> group : runner.sideBySide(points)) {
      watch.running(describe(group), done);
      measure(group);
      done = done.plus(runner.total(group, timing));
    }
    return failed;
  }

  /** If points fail together, each gets a chance of its own. */
  private void measure(List<Point> group) throws IOException, InterruptedException {
    List<PointResult> results;
    try {
      results = runner.run(group, timing, time -> watch.running(describe(group), done.plus(time)));
    } catch (IOException | RuntimeException e) {
      if (group.size() == 1) {
        keep(PointResult.failed(runner.kind(), group.get(0), timing, reason(e)));
      } else {
        for (Point point : group) {
          measure(List.of(point));
        }
      }
      return;
    }
    for (PointResult result : results) {
      keep(result);
    }
  }

  private void keep(PointResult result) throws IOException {
    store.write(result);
    if (result.failed()) {
      failed.add(result);
    }
    watch.finished(result);
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private static String describe(List<Point> group) {
    if (group.stream().map(Point::setup).distinct().count() > 1) {
      return group.get(0).name() + " and others";
    }
    String systems = group.stream().map(Point::system).collect(Collectors.joining(","));
    return systems + " " + group.get(0).setup().name().substring(1);
  }
}
