package io.picsou.bench.grid;

import io.picsou.bench.compare.CompareOptions.Timing;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Measures points. */
public interface PointRunner {
  /** Told about the progress. */
  interface Watch {
    /**
     * @param done of {@link #total}
     * @throws InterruptedException if it is to be given up
     */
    void running(Duration done) throws InterruptedException;
  }

  /** How long these points take, roughly. */
  Duration total(List<Point> points, Timing timing);

  /**
   * Measures points that have their setup in common side by side.
   *
   * @param points not empty
   * @return a result for each, in their order
   * @throws IOException if any of them fails in a way that tells nothing about the others
   * @throws InterruptedException if it was given up
   */
  List<PointResult> run(List<Point> points, Timing timing, Watch watch)
      throws IOException, InterruptedException;
}
