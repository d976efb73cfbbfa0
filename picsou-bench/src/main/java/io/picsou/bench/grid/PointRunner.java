package io.picsou.bench.grid;

import io.picsou.bench.compare.CompareOptions.Timing;
import io.picsou.bench.grid.PointResult.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Measures points, or simulates them. */
public interface PointRunner {
  /** Told about the progress. */
  interface Watch {
    /**
     * @param done of {@link #total}
     * @throws InterruptedException if it is to be given up
     */
    void running(Duration done) throws InterruptedException;
  }

  /** What its results are. */
  default Kind kind() {
    return Kind.MEASURED;
  }

  /** Which points are run at a time: those that differ in the system only. */
  default Collection<List<Point>> sideBySide(List<Point> points) {
    Map<Point, List<Point>> groups =
        points.stream()
            .collect(Collectors.groupingBy(Point::setup, LinkedHashMap::new, Collectors.toList()));
    return groups.values();
  }

  /** How long these points take, roughly. */
  Duration total(List<Point> points, Timing timing);

  /**
   * Runs points side by side, as {@link #sideBySide} wants it.
   *
   * @param points not empty
   * @return a result for each, in their order
   * @throws IOException if any of them fails in a way that tells nothing about the others
   * @throws InterruptedException if it was given up
   */
  List<PointResult> run(List<Point> points, Timing timing, Watch watch)
      throws IOException, InterruptedException;
}
