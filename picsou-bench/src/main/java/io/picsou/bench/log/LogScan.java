package io.picsou.bench.log;

import io.picsou.core.entry.Frame;
import io.picsou.rsm.RsmException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is in a log file.
 *
 * @param entries how many are whole and in place
 * @param first the sequence of the first one, 0 if there is none
 * @param last the sequence of the last one, 0 if there is none
 * @param bytes the file's size
 * @param damage what is wrong after the last whole entry, naming the record and the byte; null if
 *     the log is intact
 */
public record LogScan(long entries, long first, long last, long bytes, String damage) {
  /** Reads a whole log file and verifies every record's checksum and sequence. */
  public static LogScan of(Path log) throws IOException, InterruptedException {
    Sum sum = new Sum();
    String damage = null;
    try {
      LogFiles.read(log, 0, sum::add);
    } catch (RsmException e) {
      damage = e.getMessage();
    }
    long bytes = Files.size(log);
    if (damage == null && sum.bytes < bytes) {
      damage =
          "%s: torn tail: record %d at byte %d is incomplete, %d bytes are there"
              .formatted(log, sum.last + 1, sum.bytes, bytes - sum.bytes);
    }
    return new LogScan(sum.entries, sum.first, sum.last, bytes, damage);
  }

  private static final class Sum {
    private long entries;
    private long first;
    private long last;
    private long bytes;

    boolean add(Frame run) {
      first = entries == 0 ? run.first() : first;
      last = run.last();
      entries += run.count();
      bytes += run.sizeBytes();
      return true;
    }
  }
}
