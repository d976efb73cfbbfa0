package io.picsou.bench.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picsou.bench.compare.CompareOptions.Timing;
import io.picsou.bench.grid.PointResult.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop over the points, around a runner that measures nothing. */
class GridRunTest implements GridRun.Watch {
  private static final Point PICSOU = Point.of("PICSOU", 4, 100);
  private static final Point ATA = Point.of("ATA", 4, 100);
  private static final Point LARGE = Point.of("PICSOU", 19, 100);
  private static final List<Point> POINTS = List.of(PICSOU, LARGE, ATA);

  @TempDir private Path directory;
  private ResultStore store;
  private final List<List<Point>> runs = new ArrayList<>();
  private final List<String> damages = new ArrayList<>();
  private final List<PointResult> finished = new ArrayList<>();
  private final List<Duration> progress = new ArrayList<>();
  private Set<Point> failing = Set.of();
  private int interruptAfter = Integer.MAX_VALUE;

  /** Fails as a whole if any of the points does. */
  private final PointRunner runner =
      new PointRunner() {
        @Override
        public Duration total(List<Point> points, Timing timing) {
          return Duration.ofSeconds(points.size());
        }

        @Override
        public List<PointResult> run(List<Point> points, Timing timing, Watch watch)
            throws IOException, InterruptedException {
          watch.running(Duration.ZERO);
          runs.add(points);
          if (points.stream().anyMatch(failing::contains)) {
            throw new IOException("a host died");
          }
          return points.stream().map(point -> SampleResults.of(point, Kind.MEASURED)).toList();
        }
      };

  @BeforeEach
  void open() {
    store = new ResultStore(directory);
  }

  @Override
  public void damaged(String message) {
    damages.add(message);
  }

  @Override
  public void running(String what, Duration done) throws InterruptedException {
    progress.add(done);
    if (finished.size() >= interruptAfter) {
      throw new InterruptedException();
    }
  }

  @Override
  public void finished(PointResult result) {
    finished.add(result);
  }

  private List<PointResult> start() throws IOException, InterruptedException {
    runs.clear();
    finished.clear();
    GridRun run = new GridRun(store, runner, SampleResults.TIMING, this);
    return run.run(run.missing(POINTS));
  }

  @Test
  void rivalsAreMeasuredSideBySideAndEachGetsAFile() throws Exception {
    assertThat(start()).isEmpty();
    assertThat(runs).containsExactly(List.of(PICSOU, ATA), List.of(LARGE));
    assertThat(progress.get(progress.size() - 1)).isEqualTo(Duration.ofSeconds(2));
    assertThat(store.all().results())
        .extracting(PointResult::point)
        .containsExactlyInAnyOrderElementsOf(POINTS);
  }

  @Test
  void whatIsThereIsNotMeasuredAgain() throws Exception {
    start();
    Files.delete(directory.resolve("points/ata-n4-100B-3x2s.json"));
    start();
    assertThat(runs).containsExactly(List.of(ATA));
    start();
    assertThat(runs).isEmpty();
  }

  @Test
  void aDamagedFileIsToldAndMeasuredAgain() throws Exception {
    start();
    Path file = directory.resolve("points/picsou-n19-100B-3x2s.json");
    Files.writeString(file, Files.readString(file).substring(0, 100));
    start();
    assertThat(damages)
        .singleElement()
        .asString()
        .startsWith("picsou-n19-100B-3x2s.json is damaged");
    assertThat(runs).containsExactly(List.of(LARGE));
    assertThat(store.all().damaged()).isEmpty();
  }

  @Test
  void aPointThatFailsIsWrittenDownAndTheOthersGoOn() throws Exception {
    failing = Set.of(ATA);
    assertThat(start()).extracting(PointResult::point).containsExactly(ATA);
    assertThat(runs)
        .containsExactly(List.of(PICSOU, ATA), List.of(PICSOU), List.of(ATA), List.of(LARGE));
    assertThat(store.find(Kind.MEASURED, ATA, SampleResults.TIMING))
        .get()
        .extracting(PointResult::failure)
        .isEqualTo("a host died");
    failing = Set.of();
    assertThat(start()).isEmpty();
    assertThat(runs).containsExactly(List.of(ATA));
  }

  @Test
  void anInterruptedRunIsCompletedByTheNext() throws Exception {
    interruptAfter = 2;
    assertThatThrownBy(this::start).isInstanceOf(InterruptedException.class);
    assertThat(store.all().results())
        .extracting(PointResult::point)
        .containsExactlyInAnyOrder(PICSOU, ATA);
    interruptAfter = Integer.MAX_VALUE;
    start();
    assertThat(runs).containsExactly(List.of(LARGE));
    assertThat(store.all().results()).hasSize(3);
  }

  @Test
  void pointsOfSeveralGraphsAreMeasuredOnce() {
    List<Point> points = GridRun.points(Grid.full(), Kind.MEASURED);
    assertThat(points)
        .doesNotHaveDuplicates()
        .contains(PICSOU)
        .allMatch(p -> p.obstacle(Kind.MEASURED).isEmpty());
  }
}
