package io.picsou.bench.compare;

import io.picsou.bench.compare.CompareOptions.Source;
import io.picsou.bench.compare.CompareOptions.Workload;
import io.picsou.bench.replica.SinkPlan;
import io.picsou.bench.replica.SourcePlan;
import io.picsou.core.entry.EntryCodec;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.file.FileLogAppender;
import io.picsou.rsm.generator.GeneratorReader;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Logs: one that all senders of all systems read, and one for each receiver if they are durable.
 *
 * @param directory for the receivers' logs
 */
record LogPair(SourcePlan source, Workload workload, Path directory) implements RsmPair {
  private static final int RUN_BYTES = 1 << 20;

  /**
   * Writes the senders' log, if it is to be a file.
   *
   * @param fileBytes how large the file gets
   */
  static RsmPair.Maker maker(Workload workload, Path directory, long fileBytes)
      throws InterruptedException {
    SourcePlan source =
        workload.source() == Source.FILE
            ? write(workload, directory.resolve("source"), fileBytes)
            : SourcePlan.generated(workload.bytes(), workload.entriesPerSecond());
    return own -> new LogPair(source, workload, own);
  }

  private static SourcePlan write(Workload workload, Path file, long fileBytes)
      throws InterruptedException {
    long entries = Math.max(1, fileBytes / (EntryCodec.OVERHEAD_BYTES + workload.bytes()));
    try (GeneratorReader made = GeneratorReader.open(workload.bytes(), 0, entries);
        FileLogAppender log = FileLogAppender.open(file)) {
      while (log.last() < entries) {
        Frame run = made.read(RUN_BYTES, Duration.ZERO);
        log.append(run);
      }
      log.force();
    }
    return new SourcePlan(
        workload.bytes(), file.toString(), null, entries, workload.entriesPerSecond());
  }

  @Override
  public SourcePlan source(int link, int replica) {
    return source;
  }

  @Override
  public SinkPlan sink(int link, int replica, boolean gaps) {
    String file = directory.resolve("log-" + link + "-" + replica).toString();
    return new SinkPlan(workload.durable() ? file : null, gaps, workload.openLoop());
  }
}
