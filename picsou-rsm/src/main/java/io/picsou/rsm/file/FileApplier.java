package io.picsou.rsm.file;

import io.picsou.core.entry.Frame;
import io.picsou.rsm.EntryApplier;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Applies entries to a log file: the file is both the data and the memory of what was applied. The
 * same entries make byte-identical files, however often the applier was restarted between them.
 */
public final class FileApplier implements EntryApplier {
  private final FileLogAppender log;
  private long applied;

  private FileApplier(FileLogAppender log) {
    this.log = log;
    this.applied = log.last();
  }

  /**
   * Opens a log, creating it if it is not there; cuts a torn tail off.
   *
   * @throws CorruptLogException if it is damaged in its middle
   * @throws io.picsou.rsm.RsmException if it has another writer, is no log file, or cannot be
   *     written
   */
  public static FileApplier open(Path path) {
    return new FileApplier(FileLogAppender.open(path));
  }

  /** The torn tail that was cut off when the log was opened. */
  public Optional<TornTail> cutTail() {
    return log.cutTail();
  }

  @Override
  public long applied() {
    return applied;
  }

  @Override
  public void apply(Frame run) {
    if (run.last() > log.last()) {
      log.append(run.slice(Math.max(run.first(), log.last() + 1), run.last()));
    }
  }

  @Override
  public void flush() {
    if (applied < log.last()) {
      log.force();
      applied = log.last();
    }
  }

  @Override
  public void close() {
    log.close();
  }
}
