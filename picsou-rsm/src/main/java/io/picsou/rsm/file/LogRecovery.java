package io.picsou.rsm.file;

import io.picsou.core.entry.Frame;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Brings a log file into a state in which it can be appended to. */
final class LogRecovery {
  private LogRecovery() {}

  /**
   * Where a log ends.
   *
   * @param last the sequence of its last intact entry, 0 if it has none
   * @param offset where the next record goes, in bytes
   * @param tail what was cut off behind it, or null
   */
  record End(long last, long offset, TornTail tail) {}

  /**
   * Writes the header of a new file; finds the end of an old one and cuts a torn tail off. The
   * channel's position is at the end afterwards, and what it found is durable.
   */
  static End recover(Path path, FileChannel channel) throws IOException {
    boolean fresh = !LogHeader.isComplete(channel, path);
    forceDirectory(path);
    if (fresh) {
      channel.truncate(0);
      channel.write(LogHeader.encode(), 0);
      channel.force(true);
      channel.position(LogHeader.BYTES);
      return new End(0, LogHeader.BYTES, null);
    }
    LogCheckpoint start = LogCheckpoint.load(path, channel);
    LogScanner scanner = new LogScanner(path, channel, start.offset(), start.sequence() + 1);
    Frame frame;
    do {
      frame = scanner.next(LogScanner.BLOCK_BYTES);
    } while (frame != null);
    channel.truncate(scanner.offset());
    // The last writer may have died before it synced what was read just now.
    channel.force(true);
    channel.position(scanner.offset());
    return new End(scanner.nextSequence() - 1, scanner.offset(), scanner.tail());
  }

  /** Makes a new file's name durable; only POSIX systems let a directory be opened for that. */
  private static void forceDirectory(Path path) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel directory = FileChannel.open(path.toAbsolutePath().getParent())) {
        directory.force(true);
      }
    }
  }
}
