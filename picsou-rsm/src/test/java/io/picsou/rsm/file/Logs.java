package io.picsou.rsm.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.core.entry.Header;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Entries and log files for tests. */
final class Logs {
  static final Duration NOW = Duration.ZERO;
  static final Duration LONG = Duration.ofSeconds(30);

  private Logs() {}

  /** A run of consecutive entries with keys, payloads and headers of mixed sizes. */
  static List<Entry> entries(long first, int count, Random random) {
    List<Entry> entries = new ArrayList<>();
    for (long sequence = first; sequence < first + count; sequence++) {
      byte[] key = random.nextBoolean() ? null : bytes(random, 20);
      byte[] payload = random.nextInt(5) == 0 ? null : bytes(random, 200);
      List<Header> headers =
          random.nextInt(4) == 0 ? List.of(new Header("h", bytes(random, 9))) : List.of();
      entries.add(new Entry(sequence, key, payload, headers));
    }
    return entries;
  }

  static Frame frame(long first, int count, long seed) {
    return Frame.of(entries(first, count, new Random(seed)));
  }

  /** Writes entries into a new log, and closes it. */
  static void write(Path path, List<Entry> entries) {
    try (FileApplier applier = FileApplier.open(path)) {
      applier.apply(Frame.of(entries));
      applier.flush();
    }
  }

  /** The file position at which each record ends; the first is the start of record 1. */
  static List<Integer> ends(List<Entry> entries) {
    List<Integer> ends = new ArrayList<>(List.of(LogHeader.BYTES));
    for (Entry entry : entries) {
      ends.add(ends.get(ends.size() - 1) + Frame.of(List.of(entry)).sizeBytes());
    }
    return ends;
  }

  /** Reads all that is there. */
  static List<Entry> readAll(FileLogReader reader, int maxBytes) throws InterruptedException {
    List<Entry> entries = new ArrayList<>();
    for (Frame frame = reader.read(maxBytes, NOW); frame != null; ) {
      entries.addAll(frame.entries());
      frame = reader.read(maxBytes, NOW);
    }
    return entries;
  }

  /** Compares entries by their encoded form, which says all of them. */
  static void assertSame(List<Entry> actual, List<Entry> expected) {
    assertThat(encoded(actual)).isEqualTo(encoded(expected));
  }

  private static byte[] encoded(List<Entry> entries) {
    if (entries.isEmpty()) {
      return new byte[0];
    }
    Frame frame = Frame.of(entries);
    byte[] bytes = new byte[frame.sizeBytes()];
    frame.bytes().get(bytes);
    return bytes;
  }

  static void removeCheckpoint(Path log) throws IOException {
    Files.deleteIfExists(log.resolveSibling(log.getFileName() + ".checkpoint"));
  }

  private static byte[] bytes(Random random, int maxSize) {
    byte[] bytes = new byte[random.nextInt(maxSize + 1)];
    random.nextBytes(bytes);
    return bytes;
  }
}
