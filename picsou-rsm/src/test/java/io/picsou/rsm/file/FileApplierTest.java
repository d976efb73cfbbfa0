package io.picsou.rsm.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.RsmException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileApplierTest {
  @TempDir Path directory;
  private Path log;

  @BeforeEach
  void nameLog() {
    log = directory.resolve("log");
  }

  @Test
  void appliedShowsWhatWasFlushedOnly() {
    try (FileApplier applier = FileApplier.open(log)) {
      assertThat(applier.applied()).isZero();
      applier.apply(Logs.frame(1, 5, 1));
      assertThat(applier.applied()).isZero();
      applier.flush();
      assertThat(applier.applied()).isEqualTo(5);
    }
  }

  @Test
  void restartsAndRepetitionsMakeTheSameFile() throws Exception {
    int count = 2000;
    List<Entry> entries = Logs.entries(1, count, new Random(7));
    Path straight = directory.resolve("straight");
    Logs.write(straight, entries);

    Random random = new Random(8);
    long applied = 0;
    while (applied < count) {
      try (FileApplier applier = FileApplier.open(log)) {
        applied = applier.applied();
        for (int run = 0; run < 4 && applied < count; run++) {
          int from = (int) Math.max(0, applied - random.nextInt(50));
          int to = Math.min(count, (int) applied + 1 + random.nextInt(150));
          applier.apply(Frame.of(entries.subList(from, to)));
          applied = to;
        }
        if (random.nextBoolean()) {
          applier.flush();
        }
      }
    }

    assertThat(log).hasSameBinaryContentAs(straight);
    assertThat(LogFiles.verify(log)).isEqualTo(LogFiles.verify(straight));
  }

  @Test
  void aGapIsRefusedAndLeavesTheLogAsItWas() {
    try (FileApplier applier = FileApplier.open(log)) {
      applier.apply(Logs.frame(1, 3, 1));
      assertThatExceptionOfType(RsmException.class)
          .isThrownBy(() -> applier.apply(Logs.frame(5, 1, 1)))
          .withMessageContaining("cannot append entry 5")
          .withMessageContaining(log.toString())
          .withMessageContaining("last entry is 3");
      applier.apply(Logs.frame(4, 2, 1));
      applier.flush();
      assertThat(applier.applied()).isEqualTo(5);
    }
    assertThat(LogFiles.verify(log).entries()).isEqualTo(5);
  }

  @Test
  void aSecondWriterIsRefusedAndHarmsNothing() {
    try (FileApplier applier = FileApplier.open(log)) {
      applier.apply(Logs.frame(1, 3, 1));
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatExceptionOfType(RsmException.class)
            .isThrownBy(() -> FileLogAppender.open(log))
            .withMessageContaining(log + " is being written by this process");
      }
      applier.flush();
    }
    try (FileApplier next = FileApplier.open(log)) {
      assertThat(next.applied()).isEqualTo(3);
    }
  }

  @Test
  void aMissingDirectoryIsNamed() {
    Path nowhere = directory.resolve("nowhere").resolve("log");
    assertThatExceptionOfType(RsmException.class)
        .isThrownBy(() -> FileApplier.open(nowhere))
        .withMessageContaining(nowhere.getParent().toString());
  }

  @Test
  void largeRunsPassThroughTheBuffer() throws Exception {
    byte[] large = new byte[2 * FileLogAppender.BUFFER_BYTES + 17];
    new Random(2).nextBytes(large);
    List<Entry> entries = List.of(Entry.of(1, null), Entry.of(2, large), Entry.of(3, large));
    Logs.write(log, entries);
    try (FileLogReader reader = FileLogReader.open(log, 0)) {
      Logs.assertSame(Logs.readAll(reader, 100), entries);
    }
  }

  @Test
  void theReportSumsTheLogUp() throws Exception {
    List<Entry> entries = Logs.entries(1, 40, new Random(4));
    Logs.write(log, entries);
    byte[] records = Files.readAllBytes(log);
    LogReport report = LogFiles.verify(log);

    assertThat(report.isIntact()).isTrue();
    assertThat(report.first()).isEqualTo(1);
    assertThat(report.last()).isEqualTo(40);
    assertThat(report.recordBytes()).isEqualTo(records.length - LogHeader.BYTES);
    assertThat(report.sha256()).isEqualTo(sha256(records, LogHeader.BYTES));
  }

  @Test
  void anEmptyLogIsIntact() {
    FileApplier.open(log).close();
    LogReport report = LogFiles.verify(log);
    assertThat(report.isIntact()).isTrue();
    assertThat(report.entries()).isZero();
    assertThat(report.first()).isZero();
    assertThat(report.smallest()).isZero();
  }

  @Test
  void aGarbledCheckpointIsOnlyAHint() throws Exception {
    Logs.write(log, Logs.entries(1, 10, new Random(4)));
    for (String text :
        new String[] {"", "\0\1ÿ", "entry 3 ends at byte 99", "entry 10 ends at byte 1"}) {
      Files.writeString(directory.resolve("log.checkpoint"), text);
      try (FileApplier applier = FileApplier.open(log)) {
        assertThat(applier.applied()).isEqualTo(10);
      }
    }
  }

  /** An interrupt closes the file under the applier, as a failing disk would. */
  @Test
  void afterAFailedWriteNothingIsAcceptedUntilTheLogIsOpenedAgain() {
    try (FileApplier applier = FileApplier.open(log)) {
      applier.apply(Logs.frame(1, 3, 1));
      applier.flush();
      applier.apply(Logs.frame(4, 1, 1));
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(RsmException.class)
          .isThrownBy(applier::flush)
          .withMessageContaining("cannot sync log " + log);
      assertThat(Thread.interrupted()).isTrue();
      assertThatExceptionOfType(RsmException.class)
          .isThrownBy(() -> applier.apply(Logs.frame(5, 1, 1)))
          .withMessageContaining("an earlier write failed");
      assertThat(applier.applied()).isEqualTo(3);
    }
    try (FileApplier next = FileApplier.open(log)) {
      assertThat(next.applied()).isEqualTo(3);
    }
  }

  private static String sha256(byte[] bytes, int from) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(bytes, from, bytes.length - from);
    return HexFormat.of().formatHex(digest.digest());
  }
}
