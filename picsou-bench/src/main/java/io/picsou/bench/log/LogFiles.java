package io.picsou.bench.log;

import io.picsou.core.entry.Frame;
import io.picsou.rsm.CommittedLogReader;
import io.picsou.rsm.EntryApplier;
import io.picsou.rsm.RsmException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/** How this command makes and reads log files. */
public final class LogFiles {
  private static final int READ_BYTES = 1 << 20;

  /** Is handed the entries of a log in order. */
  interface Visitor {
    /** Takes the next run; returns whether to go on. */
    boolean visit(Frame run);
  }

  private LogFiles() {}

  /** Opens a log to append to; makes it if need be, and cuts a torn tail off. */
  public static EntryApplier appender(Path log) {
    throw new UnsupportedOperationException(log.toString());
  }

  /** Opens a log to read, after a sequence. */
  static CommittedLogReader reader(Path log, long after) throws NoSuchFileException {
    if (!Files.isRegularFile(log)) {
      throw new NoSuchFileException(log + ": there is no such log file");
    }
    throw new UnsupportedOperationException(log.toString());
  }

  /**
   * Reads the entries that are whole, in order, to the end of the log.
   *
   * @throws RsmException if there is damage before the end
   */
  static void read(Path log, long after, Visitor visitor) throws IOException, InterruptedException {
    try (CommittedLogReader reader = reader(log, after)) {
      Frame run = reader.read(READ_BYTES, Duration.ZERO);
      while (run != null && visitor.visit(run)) {
        run = reader.read(READ_BYTES, Duration.ZERO);
      }
    }
  }
}
