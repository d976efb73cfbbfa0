package io.picsou.bench.compare;

import io.picsou.bench.compare.CompareOptions.Source;
import io.picsou.bench.compare.CompareOptions.Workload;
import io.picsou.bench.replica.SourcePlan;
import io.picsou.core.entry.EntryCodec;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.file.FileLogAppender;
import io.picsou.rsm.generator.GeneratorReader;
import java.nio.file.Path;
import java.time.Duration;

/** Makes the log that all senders of all systems read. */
final class SourceLog {
  private static final int RUN_BYTES = 1 << 20;

  private SourceLog() {}

  /**
   * Writes it, if it is to be a file.
   *
   * @param fileBytes how large the file gets
   */
  static SourcePlan make(Workload workload, Path directory, long fileBytes)
      throws InterruptedException {
    if (workload.source() == Source.GENERATOR) {
      return new SourcePlan(workload.bytes(), null, 0, workload.entriesPerSecond());
    }
    long entries = Math.max(1, fileBytes / (EntryCodec.OVERHEAD_BYTES + workload.bytes()));
    Path file = directory.resolve("source");
    try (GeneratorReader made = GeneratorReader.open(workload.bytes(), 0, entries);
        FileLogAppender log = FileLogAppender.open(file)) {
      while (log.last() < entries) {
        Frame run = made.read(RUN_BYTES, Duration.ZERO);
        log.append(run);
      }
      log.force();
    }
    return new SourcePlan(workload.bytes(), file.toString(), entries, workload.entriesPerSecond());
  }
}
