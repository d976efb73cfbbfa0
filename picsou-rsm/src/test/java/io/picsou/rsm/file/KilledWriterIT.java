package io.picsou.rsm.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.picsou.core.entry.Frame;
import io.picsou.rsm.BoundProcess;
import io.picsou.rsm.RsmException;
import io.picsou.rsm.generator.GeneratorReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A writer killed with SIGKILL, again and again: what it had confirmed is there. */
@Timeout(120)
class KilledWriterIT {
  private static final int KILLS = 5;

  @TempDir Path directory;

  @Test
  void whatAFlushConfirmedSurvivesTheKill() throws Exception {
    Path log = directory.resolve("log");
    long before = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      long confirmed = confirmedUntilKilled(log, 3 + 4 * kill);
      assertThat(confirmed).isGreaterThan(before);

      LogReport report = LogFiles.verify(log);
      assertThat(report.damage()).isEmpty();
      assertThat(report.entries()).isGreaterThanOrEqualTo(confirmed);
      before = report.entries();
    }
    assertHoldsTheGeneratedEntries(log, before);
  }

  @Test
  void anotherProcessIsRefusedUntilTheWriterDies() throws Exception {
    Path log = directory.resolve("log");
    Process writer = start(log);
    try (BufferedReader confirmations = writer.inputReader(StandardCharsets.US_ASCII)) {
      confirmations.readLine();
      assertThatExceptionOfType(RsmException.class)
          .isThrownBy(() -> FileApplier.open(log))
          .withMessageContaining(log + " is being written by another process");
    } finally {
      kill(writer);
    }
    try (FileApplier next = FileApplier.open(log)) {
      assertThat(next.applied()).isPositive();
    }
  }

  /** Starts a writer, lets it confirm a few times, kills it, and gives the last confirmation. */
  private static long confirmedUntilKilled(Path log, int confirmations) throws Exception {
    Process writer = start(log);
    try (BufferedReader lines = writer.inputReader(StandardCharsets.US_ASCII)) {
      long confirmed = 0;
      for (int line = 0; line < confirmations; line++) {
        confirmed = Long.parseLong(lines.readLine());
      }
      kill(writer);
      return confirmed;
    } finally {
      kill(writer);
    }
  }

  private static Process start(Path log) throws IOException {
    return BoundProcess.builder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                AppendingProcess.class.getName(),
                log.toString()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** SIGKILL, which no process can catch. */
  private static void kill(Process process) throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  private static void assertHoldsTheGeneratedEntries(Path log, long count) throws Exception {
    try (FileLogReader found = FileLogReader.open(log, 0);
        GeneratorReader wanted = GeneratorReader.open(AppendingProcess.PAYLOAD_BYTES, 0)) {
      for (long next = 1; next <= count; next++) {
        Frame frame = found.read(1, Logs.NOW);
        assertThat(frame.bytes()).isEqualTo(wanted.read(1, Logs.NOW).bytes());
      }
    }
  }
}
