package io.picsou.bench.grid;

import io.picsou.bench.compare.CompareOptions.Timing;
import io.picsou.bench.compare.CompareResult;
import io.picsou.bench.compare.Environment;
import io.picsou.bench.compare.RoundResult;
import io.picsou.bench.compare.Spread;
import io.picsou.bench.grid.PointResult.Kind;
import io.picsou.core.strategy.Strategy;
import io.picsou.sim.figures.Experiment;
import io.picsou.sim.figures.ExperimentRun;
import io.picsou.sim.figures.Figures;
import io.picsou.sim.figures.KafkaBound;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Simulates points on the published testbed (docs/simulator.md). Every run of a point has the same
 * figures, so one round is enough.
 *
 * @param version of the command
 */
public record SimulatedRunner(String version) implements PointRunner {
  private static final String KAFKA = "KAFKA";

  /** Roughly what a point takes, and what each of its replicas adds. */
  private static final long POINT_MILLIS = 100;

  private static final long REPLICA_MILLIS = 60;

  /** How many points are run before their files are written. */
  private static final int GROUP = 8;

  private static final long LOOK_MILLIS = 100;

  @Override
  public Kind kind() {
    return Kind.SIMULATED;
  }

  @Override
  public Duration total(List<Point> points, Timing timing) {
    return points.stream().map(SimulatedRunner::duration).reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration duration(Point point) {
    return Duration.ofMillis(POINT_MILLIS + REPLICA_MILLIS * point.replicas());
  }

  /** Files are written after each group. */
  @Override
  public Collection<List<Point>> sideBySide(List<Point> points) {
    List<List<Point>> groups = new ArrayList<>();
    for (int from = 0; from < points.size(); from += GROUP) {
      groups.add(points.subList(from, Math.min(points.size(), from + GROUP)));
    }
    return groups;
  }

  /** Uses all processors; each point is on one of them. */
  @Override
  public List<PointResult> run(List<Point> points, Timing timing, Watch watch)
      throws IOException, InterruptedException {
    Environment here = Environment.here(version);
    ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<PointResult>> running = new ArrayList<>();
      for (Point point : points) {
        running.add(pool.submit(() -> result(point, timing, here)));
      }
      List<PointResult> results = new ArrayList<>();
      Duration done = Duration.ZERO;
      for (int i = 0; i < points.size(); i++) {
        results.add(await(running.get(i), watch, done));
        done = done.plus(duration(points.get(i)));
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  private static PointResult await(Future<PointResult> point, Watch watch, Duration done)
      throws IOException, InterruptedException {
    while (true) {
      watch.running(done);
      try {
        return point.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        // Look whether somebody wants it to end.
      } catch (ExecutionException e) {
        throw new IOException("the simulation failed: " + e.getCause(), e.getCause());
      }
    }
  }

  private static PointResult result(Point point, Timing timing, Environment here)
      throws InterruptedException {
    Timing virtual = PublishedTestbed.virtual(point, timing);
    RoundResult round = round(point, virtual);
    boolean stuck = round.entriesPerSecond() <= 0;
    return new PointResult(
        Kind.SIMULATED,
        point,
        timing,
        here,
        stuck ? "nothing arrived everywhere while it was measured" : null,
        null,
        List.of(round),
        stuck ? null : summary(round));
  }

  private static RoundResult round(Point point, Timing virtual) throws InterruptedException {
    if (point.system().equals(KAFKA)) {
      Experiment any = PublishedTestbed.experiment(point, Strategy.OST);
      return round(point, virtual, KafkaBound.entriesPerSecond(any), 0, null);
    }
    Experiment experiment = PublishedTestbed.experiment(point, Strategy.valueOf(point.system()));
    Figures figures =
        new ExperimentRun(experiment, virtual.warmupSeconds(), virtual.seconds())
            .run(SimulatedRunner::checkInterrupt);
    Figures.Traffic moved = figures.traffic();
    RoundResult.Wire wire =
        new RoundResult.Wire(
            moved.crossBytes(),
            moved.localBytes(),
            moved.ackBytes(),
            moved.copies(),
            moved.resent(),
            moved.dropped());
    return round(point, virtual, figures.entriesPerSecond(), figures.quacksPerSecond(), wire);
  }

  private static RoundResult round(
      Point point, Timing virtual, double rate, double quacks, RoundResult.Wire wire) {
    return new RoundResult(
        1,
        rate,
        rate * point.bytes() / 1e6,
        quacks,
        virtual.warmupSeconds(),
        virtual.seconds(),
        List.of(rate),
        List.of(),
        null,
        wire,
        Map.of(),
        Map.of(),
        null,
        new RoundResult.Verdict(0, 0, List.of()));
  }

  private static void checkInterrupt(double done) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private static CompareResult.Summary summary(RoundResult round) {
    return new CompareResult.Summary(
        Spread.of(round.entriesPerSecond()),
        Spread.of(round.megabytesPerSecond()),
        round.quacksPerSecond(),
        null,
        null,
        null,
        null,
        round.wire(),
        0,
        0,
        List.of());
  }
}
