package io.picsou.rsm.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.EntryCodec;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.RsmException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Whatever a crash or a bad disk does to a log: nothing wrong is read, nothing right is lost. */
class LogCrashTest {
  private static final int ENTRIES = 4;

  private Path directory;
  private Path log;

  @BeforeProperty
  void createDirectory() throws IOException {
    directory = Files.createTempDirectory("log-crash");
    log = directory.resolve("log");
  }

  @AfterProperty
  void removeDirectory() throws IOException {
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  @Property(tries = 1)
  void aCrashAtAnyByteLeavesTheIntactPrefix(@ForAll long seed) throws Exception {
    List<Entry> entries = Logs.entries(1, ENTRIES, new Random(seed));
    byte[] whole = written(entries);
    List<Integer> ends = Logs.ends(entries);
    for (int size = 0; size < whole.length; size++) {
      damaged(Arrays.copyOf(whole, size));
      int intact = (int) ends.subList(1, ends.size()).stream().filter(upTo(size)).count();

      assertReads(entries.subList(0, intact), !ends.contains(size));
      assertApplierGoesOn(entries, intact, whole);
    }
  }

  @Property(tries = 2)
  void aZeroFilledTailIsTorn(@ForAll long seed) throws Exception {
    List<Entry> entries = Logs.entries(1, ENTRIES, new Random(seed));
    byte[] whole = written(entries);
    List<Integer> ends = Logs.ends(entries);
    int last = ends.get(ENTRIES - 1);
    for (int size = last; size <= last + EntryCodec.PREFIX_BYTES; size++) {
      byte[] zeroed = Arrays.copyOf(Arrays.copyOf(whole, size), whole.length + 5000);
      damaged(zeroed);
      assertReads(entries.subList(0, ENTRIES - 1), true);
      assertApplierGoesOn(entries, ENTRIES - 1, whole);
    }
  }

  @Property(tries = 2)
  void aFlippedBitIsReportedAndNeverRead(@ForAll long seed) throws Exception {
    List<Entry> entries = Logs.entries(1, ENTRIES, new Random(seed));
    byte[] whole = written(entries);
    List<Integer> ends = Logs.ends(entries);
    for (int bit = LogHeader.BYTES * 8; bit < whole.length * 8; bit += 7) {
      int flippedByte = bit / 8;
      byte[] flipped = whole.clone();
      flipped[flippedByte] ^= (byte) (1 << bit % 8);
      damaged(flipped);
      int intact = (int) ends.subList(1, ends.size()).stream().filter(upTo(flippedByte)).count();
      if (intact == ENTRIES - 1) {
        assertReads(entries.subList(0, intact), true);
      } else {
        assertDamaged(entries.subList(0, intact), ends.get(intact));
      }
    }
  }

  @Property(tries = 1)
  void aFlippedBitInTheHeaderIsReported() throws Exception {
    byte[] whole = written(Logs.entries(1, 2, new Random(1)));
    for (int bit = 0; bit < LogHeader.BYTES * 8; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      damaged(flipped);
      try (FileLogReader reader = FileLogReader.open(log, 0)) {
        assertThatExceptionOfType(RsmException.class)
            .isThrownBy(() -> reader.read(1, Logs.NOW))
            .withMessageContaining(log.toString());
      }
      assertThatExceptionOfType(RsmException.class)
          .isThrownBy(() -> FileApplier.open(log))
          .withMessageContaining(log.toString());
      assertThat(Files.readAllBytes(log)).isEqualTo(flipped);
    }
  }

  @Property(tries = 30)
  void anIntactRecordInTheWrongPlaceIsDamage(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    List<Entry> entries = Logs.entries(1, ENTRIES, random);
    List<Entry> wrong = new ArrayList<>(entries);
    Entry stranger = Logs.entries(5L + random.nextInt(3), 1, random).get(0);
    wrong.set(ENTRIES - 1, stranger);
    ByteBuffer bytes = ByteBuffer.allocate(Logs.ends(wrong).get(ENTRIES)).put(LogHeader.encode());
    wrong.forEach(entry -> bytes.put(Frame.of(List.of(entry)).bytes()));
    damaged(bytes.array());

    assertDamaged(entries.subList(0, ENTRIES - 1), Logs.ends(wrong).get(ENTRIES - 1));
  }

  private byte[] written(List<Entry> entries) throws IOException {
    Files.deleteIfExists(log);
    Logs.removeCheckpoint(log);
    Logs.write(log, entries);
    return Files.readAllBytes(log);
  }

  private void damaged(byte[] bytes) throws IOException {
    Files.write(log, bytes);
    Logs.removeCheckpoint(log);
  }

  private void assertReads(List<Entry> expected, boolean torn) throws Exception {
    try (FileLogReader reader = FileLogReader.open(log, 0)) {
      Logs.assertSame(Logs.readAll(reader, 300), expected);
      if (Files.size(log) >= LogHeader.BYTES) {
        assertThat(reader.tornTail().isPresent()).isEqualTo(torn);
      }
    }
    LogReport report = LogFiles.verify(log);
    assertThat(report.entries()).isEqualTo(expected.size());
    assertThat(report.damage()).isEmpty();
    assertThat(report.tornTail().isPresent()).isEqualTo(torn);
  }

  private void assertDamaged(List<Entry> intact, int offset) throws Exception {
    byte[] before = Files.readAllBytes(log);
    List<Entry> read = new ArrayList<>();
    try (FileLogReader reader = FileLogReader.open(log, 0)) {
      assertThatExceptionOfType(CorruptLogException.class)
          .isThrownBy(
              () -> {
                while (true) {
                  read.addAll(reader.read(300, Logs.NOW).entries());
                }
              })
          .withMessageContaining(
              "%s is damaged: record %d at byte %d", log, intact.size() + 1, offset)
          .withMessageContaining("Restore the file");
    }
    Logs.assertSame(read, intact);
    assertThatExceptionOfType(CorruptLogException.class).isThrownBy(() -> FileApplier.open(log));
    assertThat(LogFiles.verify(log).damage().orElseThrow().offset()).isEqualTo(offset);
    assertThat(Files.readAllBytes(log)).isEqualTo(before);
  }

  private void assertApplierGoesOn(List<Entry> entries, int intact, byte[] whole)
      throws IOException {
    try (FileApplier applier = FileApplier.open(log)) {
      assertThat(applier.applied()).isEqualTo(intact);
      applier.apply(Frame.of(entries));
      applier.flush();
    }
    assertThat(Files.readAllBytes(log)).isEqualTo(whole);
  }

  private static Predicate<Integer> upTo(int offset) {
    return end -> end <= offset;
  }
}
