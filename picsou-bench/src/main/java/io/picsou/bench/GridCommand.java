package io.picsou.bench;

import io.picsou.bench.compare.CompareOptions.Timing;
import io.picsou.bench.grid.ComparisonRunner;
import io.picsou.bench.grid.Graph;
import io.picsou.bench.grid.Grid;
import io.picsou.bench.grid.GridRun;
import io.picsou.bench.grid.Point;
import io.picsou.bench.grid.PointResult;
import io.picsou.bench.grid.PointRunner;
import io.picsou.bench.grid.ResultStore;
import io.picsou.bench.grid.SimulatedRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code picsou bench run}: the published evaluation, point by point. */
@Command(
    name = "run",
    sortOptions = false,
    description = {
      "Measures every point of the published evaluation that the results directory does not have.",
      "It can be interrupted at any time and started again: what was measured stays. Points that"
          + " fail are written down with the reason and measured again by the next start; so are"
          + " damaged files. 'bench report' draws what there is.",
      "With --simulated the protocol's own classes run in virtual time on the published testbed,"
          + " 15 Gbit/s and 8 vCPU a replica, also with more replicas than a machine bears."
    })
final class GridCommand implements Callable<Integer> {
  private static final Timing THOROUGH = new Timing(3, 10, 3);
  private static final Timing QUICK = new Timing(2, 3, 1);
  private static final Timing VIRTUAL = new Timing(3, 2, 1);

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "The results directory; made if it is not there.")
  private Path directory;

  @Option(
      names = "--graph",
      paramLabel = "NAME",
      description = "Only this graph: its name or a part of it. Default: all")
  private String graph;

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      description = "Only points whose name contains this, as in n4-100B. See --list.")
  private String only = "";

  @Option(
      names = "--quick",
      description = "Fewer points, one round of 3 s each, for a first impression.")
  private boolean quick;

  @Option(
      names = "--simulated",
      description = "Simulate instead of measuring; both kinds of results are drawn together.")
  private boolean simulated;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description =
          "How long each point is measured in each round. Default: 10, with --quick 3. Simulated:"
              + " at most so much virtual time, 2; less where nothing fails.")
  private Double seconds;

  @Option(
      names = "--warmup",
      paramLabel = "S",
      description =
          "How long it runs before, at least; while the virtual machines compile and it becomes"
              + " faster, up to eight times as long. Default: 3, with --quick 2, simulated 3")
  private Double warmup;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often; figures are medians. Default: 3, with --quick 1")
  private Integer rounds;

  @Option(names = "--list", description = "Print all graphs and points, and how long they take.")
  private boolean list;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    List<Graph> graphs = graphs();
    Timing timing = timing();
    PointRunner runner = runner();
    if (list) {
      GridText.list(graphs, this::wanted, runner, timing, out());
      return ExitCode.OK;
    }
    require(directory != null, "--results is missing: where to write the results");
    return Interruption.guard(interruption -> run(graphs, timing, runner, interruption));
  }

  private PointRunner runner() {
    String version = spec.root().version()[0];
    return simulated ? new SimulatedRunner(version) : new ComparisonRunner(Picsou.class, version);
  }

  private List<Graph> graphs() {
    List<Graph> all = quick ? Grid.quick() : Grid.full();
    try {
      return graph == null ? all : List.of(Grid.named(graph, all));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--graph: " + e.getMessage(), e);
    }
  }

  private Timing timing() {
    Timing usual = simulated ? VIRTUAL : quick ? QUICK : THOROUGH;
    require(seconds == null || seconds > 0, "--seconds must be positive");
    require(warmup == null || warmup >= 0, "--warmup must not be negative");
    require(rounds == null || rounds >= 1, "--rounds must be at least 1");
    require(
        rounds == null || !simulated,
        "--rounds: what is simulated comes out the same every time; leave it out");
    return new Timing(
        warmup == null ? usual.warmupSeconds() : warmup,
        seconds == null ? usual.seconds() : seconds,
        rounds == null ? usual.rounds() : rounds);
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }

  private boolean wanted(Point point) {
    return point.name().toLowerCase(Locale.ROOT).contains(only.toLowerCase(Locale.ROOT));
  }

  private int run(List<Graph> graphs, Timing timing, PointRunner runner, Interruption interruption)
      throws IOException {
    List<Point> points =
        GridRun.points(graphs, runner.kind()).stream().filter(this::wanted).toList();
    require(!points.isEmpty(), "there is no such point that can have results; see --list");
    ResultStore store = new ResultStore(directory);
    GridWatch watch = new GridWatch(interruption, out(), spec.commandLine().getErr());
    try (ResultStore.Lock lock = store.lock()) {
      GridRun run = new GridRun(store, runner, timing, watch);
      List<Point> missing = run.missing(points);
      Duration total = run.total(missing);
      out()
          .printf(
              "%d points, %d of them there already; the others take about %s%n",
              points.size(), points.size() - missing.size(), GridText.duration(total));
      out().flush();
      return measure(run, missing, watch, total);
    }
  }

  private int measure(GridRun run, List<Point> missing, GridWatch watch, Duration total)
      throws IOException {
    List<PointResult> failed;
    try (Progress progress = Progress.start("bench run", total.toSeconds())) {
      watch.show(progress);
      failed = run.run(missing);
    } catch (InterruptedException e) {
      out()
          .printf(
              "interrupted after %d of %d points; start it again to go on%n",
              watch.finished(), missing.size());
      out().flush();
      return ExitCode.SOFTWARE;
    }
    failed.forEach(
        result -> out().printf("FAILED: %s: %s%n", result.point().name(), result.failure()));
    out().printf("done; 'picsou bench report --results %s' draws it%n", directory);
    out().flush();
    return failed.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
