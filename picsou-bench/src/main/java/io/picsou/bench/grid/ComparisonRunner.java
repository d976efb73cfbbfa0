package io.picsou.bench.grid;

import io.picsou.bench.compare.CompareOptions;
import io.picsou.bench.compare.CompareOptions.Timing;
import io.picsou.bench.compare.CompareResult;
import io.picsou.bench.compare.CompareResult.SystemResult;
import io.picsou.bench.compare.Comparison;
import io.picsou.bench.compare.RoundResult;
import io.picsou.bench.process.TemporaryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures points with {@code bench compare}.
 *
 * @param main the {@code picsou} command, which hosts replicas too
 * @param version of the command
 */
public record ComparisonRunner(Class<?> main, String version) implements PointRunner {
  /** To start processes, let everything arrive and verify it; each replica adds to it. */
  private static final long START_MILLIS = 2_000;

  private static final long REPLICA_MILLIS = 250;

  /** To start etcd, and to let what it was ahead arrive. */
  private static final long ETCD_MILLIS = 15_000;

  /** Ctrl-C ends the processes that host replicas too, maybe before this one knows of it. */
  private static final long SIGNAL_MILLIS = 300;

  @Override
  public Duration total(List<Point> points, Timing timing) {
    Point any = points.get(0);
    long etcd = any.application() == Application.FILE ? 0 : ETCD_MILLIS;
    long around = START_MILLIS + etcd + REPLICA_MILLIS * any.replicas();
    return Comparison.total(Point.options(points, timing))
        .plusMillis(around * timing.rounds() * (points.size() + 1));
  }

  @Override
  public List<PointResult> run(List<Point> points, Timing timing, Watch watch)
      throws IOException, InterruptedException {
    CompareOptions options = Point.options(points, timing);
    options.clusters().check();
    double scale = (double) total(points, timing).toMillis() / Comparison.total(options).toMillis();
    Path directory = Files.createTempDirectory("picsou-bench");
    try {
      Comparison.Watch scaled =
          (what, done) -> watch.running(Duration.ofMillis((long) (done.toMillis() * scale)));
      CompareResult result = new Comparison(options, main, version, directory, scaled).run();
      return points.stream().map(point -> result(point, timing, result)).toList();
    } catch (IOException | RuntimeException e) {
      Thread.sleep(SIGNAL_MILLIS);
      watch.running(Duration.ZERO);
      throw e;
    } finally {
      TemporaryFiles.delete(directory);
    }
  }

  private static PointResult result(Point point, Timing timing, CompareResult all) {
    SystemResult own =
        all.systems().stream()
            .filter(system -> system.name().equals(point.system()))
            .findFirst()
            .orElseThrow();
    List<String> problems =
        own.rounds().stream().flatMap(ComparisonRunner::problems).distinct().toList();
    return new PointResult(
        PointResult.Kind.MEASURED,
        point,
        timing,
        all.environment(),
        problems.isEmpty() ? null : String.join("; ", problems),
        all.ceiling().summary().entriesPerSecond(),
        own.rounds(),
        own.summary());
  }

  private static Stream<String> problems(RoundResult round) {
    return round.verdict().problems().stream();
  }
}
