package io.picsou.rsm.file;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.RsmException;
import io.picsou.rsm.file.FileLogReader.IfMissing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLogReaderTest {
  private static final int COUNT = 5000;

  @TempDir Path directory;
  private Path log;
  private final List<Entry> entries = Logs.entries(1, COUNT, new Random(11));

  @BeforeEach
  void nameLog() {
    log = directory.resolve("log");
  }

  @Test
  void readsEverythingInRunsOfAboutTheSizeAskedFor() throws Exception {
    Logs.write(log, entries);
    for (int maxBytes : new int[] {1, 500, 10_000, Integer.MAX_VALUE}) {
      try (FileLogReader reader = FileLogReader.open(log, 0)) {
        long next = 1;
        for (Frame frame = reader.read(maxBytes, Logs.NOW); frame != null; ) {
          assertThat(frame.first()).isEqualTo(next);
          assertThat(frame.count() == 1 || frame.sizeBytes() <= maxBytes).isTrue();
          assertThat(Frame.verified(frame.bytes()).count()).isEqualTo(frame.count());
          next = frame.last() + 1;
          frame = reader.read(maxBytes, Logs.NOW);
        }
        assertThat(next).isEqualTo(COUNT + 1);
        assertThat(reader.offset()).isEqualTo(Files.size(log));
      }
    }
  }

  @Test
  void anEntryLargerThanTheBlockComesAlone() throws Exception {
    byte[] large = new byte[3 * LogScanner.BLOCK_BYTES];
    new Random(3).nextBytes(large);
    List<Entry> mixed =
        List.of(Entry.of(1, new byte[9]), Entry.of(2, large), Entry.of(3, new byte[9]));
    Logs.write(log, mixed);
    try (FileLogReader reader = FileLogReader.open(log, 0)) {
      assertThat(reader.read(1000, Logs.NOW).last()).isEqualTo(1);
      Frame alone = reader.read(1000, Logs.NOW);
      Logs.assertSame(alone.entries(), mixed.subList(1, 2));
      assertThat(reader.read(1000, Logs.NOW).first()).isEqualTo(3);
    }
  }

  @Test
  void goesOnAnywhereWithAndWithoutARightOffset() throws Exception {
    Logs.write(log, entries);
    List<Integer> ends = Logs.ends(entries);
    for (int after : new int[] {0, 1, 2, 777, COUNT - 1, COUNT}) {
      int end = ends.get(after);
      for (long offset : new long[] {end, 0, 5, end - 1, end + 1, Files.size(log), 1L << 40}) {
        try (FileLogReader reader = FileLogReader.open(log, after, offset, IfMissing.FAIL)) {
          Frame frame = reader.read(100, Logs.NOW);
          if (after == COUNT) {
            assertThat(frame).isNull();
          } else {
            assertThat(frame.first()).isEqualTo(after + 1);
            assertThat(reader.offset()).isEqualTo(ends.get((int) frame.last()).longValue());
          }
        }
      }
    }
  }

  /** The damage in front is not seen, so nothing in front was read. */
  @Test
  void aRightOffsetSavesTheScan() throws Exception {
    Logs.write(log, entries);
    Logs.removeCheckpoint(log);
    flip(LogHeader.BYTES + 9);
    try (FileLogReader reader =
        FileLogReader.open(log, COUNT - 1, Logs.ends(entries).get(COUNT - 1), IfMissing.FAIL)) {
      assertThat(reader.read(1, Logs.NOW).first()).isEqualTo(COUNT);
    }
    try (FileLogReader reader = FileLogReader.open(log, COUNT - 1)) {
      assertThatExceptionOfType(CorruptLogException.class)
          .isThrownBy(() -> reader.read(1, Logs.NOW));
    }
  }

  @Test
  void theWritersCheckpointSavesTheScanToo() throws Exception {
    Logs.write(log, entries);
    flip(LogHeader.BYTES + 9);
    try (FileLogReader reader = FileLogReader.open(log, COUNT)) {
      assertThat(reader.read(1, Logs.NOW)).isNull();
    }
  }

  @Test
  void followsAConcurrentWriter() throws Exception {
    CompletableFuture<Void> writer = CompletableFuture.runAsync(this::writeInUnevenPieces);
    List<Entry> read = new ArrayList<>();
    try (FileLogReader reader = FileLogReader.open(log, 0)) {
      while (read.size() < COUNT) {
        read.addAll(reader.read(1000, Logs.LONG).entries());
      }
      writer.get(30, TimeUnit.SECONDS);
      assertThat(reader.read(1000, Logs.NOW)).isNull();
      assertThat(reader.tornTail()).isEmpty();
    }
    Logs.assertSame(read, entries);
  }

  /** Byte by byte at times, so that the reader meets half a record, half a header. */
  private void writeInUnevenPieces() {
    try (FileChannel channel =
        FileChannel.open(log, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.allocate(Logs.ends(entries).get(COUNT));
      bytes.put(LogHeader.encode()).put(Frame.of(entries).bytes()).flip();
      Random random = new Random(5);
      int end = bytes.limit();
      while (bytes.position() < end) {
        int piece = random.nextBoolean() ? 1 : random.nextInt(600);
        bytes.limit(Math.min(end, bytes.position() + piece));
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aTornTailIsReportedUntilItsWriterGoesOn() throws Exception {
    Logs.write(log, entries.subList(0, 3));
    long end = Files.size(log);
    Files.write(log, new byte[] {0, 0, 0, 77, 1}, APPEND);
    try (FileLogReader reader = FileLogReader.open(log, 0)) {
      assertThat(Logs.readAll(reader, 1000)).hasSize(3);
      assertThat(reader.tornTail()).contains(new TornTail(end, 5, 4, "incomplete record"));

      try (FileApplier applier = FileApplier.open(log)) {
        assertThat(applier.cutTail()).isEqualTo(reader.tornTail());
        applier.apply(Frame.of(entries.subList(3, 5)));
        applier.flush();
      }
      assertThat(reader.read(10_000, Logs.LONG).last()).isEqualTo(5);
      assertThat(reader.tornTail()).isEmpty();
    }
  }

  @Test
  void whatWasReadMustStay() throws Exception {
    Logs.write(log, entries);
    try (FileLogReader reader = FileLogReader.open(log, 0)) {
      assertThat(Logs.readAll(reader, 10_000)).hasSize(COUNT);
      try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
        channel.truncate(Logs.ends(entries).get(10));
      }
      assertFatal(reader, "has shrunk");
    }
    try (FileLogReader reader = FileLogReader.open(log, 11)) {
      assertFatal(reader, "ends at entry 10, but entries up to 11 were read from it before");
    }
  }

  @Test
  void aReplacedOrRemovedLogIsNotReadOn() throws Exception {
    Logs.write(log, entries);
    Path other = directory.resolve("other");
    Files.copy(log, other);
    try (FileLogReader reader = FileLogReader.open(log, 0)) {
      Logs.readAll(reader, 10_000);
      Files.move(other, log, StandardCopyOption.REPLACE_EXISTING);
      assertFatal(reader, "was replaced by another file");
    }
    try (FileLogReader reader = FileLogReader.open(log, 0)) {
      Logs.readAll(reader, 10_000);
      Files.delete(log);
      assertFatal(reader, "was removed");
    }
  }

  @Test
  void aMissingLogIsWaitedForOrAnError() throws Exception {
    try (FileLogReader strict = FileLogReader.open(log, 0, 0, IfMissing.FAIL)) {
      assertFatal(strict, "does not exist");
    }
    try (FileLogReader reader = FileLogReader.open(log, 0)) {
      assertThat(reader.read(1, Duration.ofMillis(5))).isNull();
      CompletableFuture<Void> writer =
          CompletableFuture.runAsync(() -> Logs.write(log, entries.subList(0, 1)));
      assertThat(reader.read(1, Logs.LONG).last()).isEqualTo(1);
      writer.get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void closingEndsAWaitingRead() throws Exception {
    Logs.write(log, entries.subList(0, 1));
    FileLogReader reader = FileLogReader.open(log, 1);
    CompletableFuture<Frame> waiting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return reader.read(1, Duration.ofDays(1_000_000));
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    reader.close();
    assertThat(waiting.get(30, TimeUnit.SECONDS)).isNull();
    assertThat(reader.read(1, Logs.LONG)).isNull();
  }

  @Test
  void anInterruptedReaderReadsOn() throws Exception {
    Logs.write(log, entries);
    try (FileLogReader reader = FileLogReader.open(log, 0)) {
      assertThat(reader.read(1, Logs.NOW).last()).isEqualTo(1);
      Thread.currentThread().interrupt();
      List<Entry> read = new ArrayList<>();
      assertThatExceptionOfType(InterruptedException.class)
          .isThrownBy(
              () -> {
                while (true) {
                  read.addAll(reader.read(10_000, Logs.LONG).entries());
                }
              });
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      read.addAll(Logs.readAll(reader, 10_000));
      Logs.assertSame(read, entries.subList(1, COUNT));
    }
  }

  private void assertFatal(FileLogReader reader, String message) {
    assertThatExceptionOfType(RsmException.class)
        .isThrownBy(() -> reader.read(1, Logs.NOW))
        .withMessageContaining(log.toString())
        .withMessageContaining(message)
        .matches(e -> !e.retriable());
  }

  private void flip(int offset) throws Exception {
    byte[] bytes = Files.readAllBytes(log);
    bytes[offset] ^= 1;
    Files.write(log, bytes);
  }
}
