package io.picsou.rsm.file;

import io.picsou.rsm.RsmException;
import java.nio.file.Path;

/** A log file is damaged in its middle; trying again does not help. */
public final class CorruptLogException extends RsmException {
  private static final long serialVersionUID = 1L;

  private final long offset;
  private final long sequence;

  CorruptLogException(Path path, long sequence, long offset, String what) {
    super(
        "%s is damaged: record %d at byte %d: %s. Entries up to %d are intact. Restore the file from a backup or from another replica of the same log, then start again"
            .formatted(path, sequence, offset, what, sequence - 1),
        false,
        null);
    this.offset = offset;
    this.sequence = sequence;
  }

  /** The file position of the bad record, in bytes. */
  public long offset() {
    return offset;
  }

  /** The sequence that the bad record should have; as a log starts at 1, its number in the file. */
  public long sequence() {
    return sequence;
  }
}
