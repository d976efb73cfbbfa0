package io.picsou.bench;

import io.picsou.bench.compare.ClusterOptions;
import io.picsou.bench.compare.ClusterOptions.Preset;
import io.picsou.bench.compare.ClusterOptions.ThresholdOptions;
import io.picsou.bench.compare.CompareOptions;
import io.picsou.bench.compare.CompareOptions.Hosting;
import io.picsou.bench.compare.CompareOptions.Source;
import io.picsou.bench.compare.CompareOptions.Timing;
import io.picsou.bench.compare.CompareOptions.Workload;
import io.picsou.bench.compare.CompareResult;
import io.picsou.bench.compare.Contenders;
import io.picsou.bench.compare.QuickComparison;
import io.picsou.bench.replica.Conduct;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The demo's comparison of all systems: a first look, in short slices. */
final class DemoComparison {
  private static final int REPLICAS = 4;
  private static final int BYTES = 1000;
  private static final Timing SLICES = new Timing(0.05, 0.5, 3);

  private DemoComparison() {}

  static CompareOptions options() {
    return new CompareOptions(
        Contenders.names(),
        new ClusterOptions(
            REPLICAS,
            REPLICAS,
            List.of(),
            new ThresholdOptions(Preset.CRASH, null, null),
            Conduct.CORRECT,
            false),
        new Workload(BYTES, Source.GENERATOR, 0, false),
        SLICES,
        new Hosting(false, Hosting.DEFAULT_JAVA),
        Map.of());
  }

  /**
   * Runs it.
   *
   * @param directory for temporary files
   * @throws InterruptedException if it was given up
   */
  static CompareResult run(String version, Path directory, Interruption interruption)
      throws IOException, InterruptedException {
    CompareOptions options = options();
    try (Progress progress = Progress.start("compared", QuickComparison.slices(options))) {
      QuickComparison.Watch watch =
          slice -> {
            progress.to(slice);
            if (interruption.requested()) {
              throw new InterruptedException("interrupted");
            }
          };
      return new QuickComparison(options, Picsou.class, version, directory, watch).run();
    }
  }
}
