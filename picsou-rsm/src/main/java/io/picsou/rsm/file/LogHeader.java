package io.picsou.rsm.file;

import io.picsou.rsm.RsmException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The fixed bytes at the start of every log file: magic, format version, four zero bytes. They say
 * nothing of the time or the writer, so that equal entries make equal files.
 */
final class LogHeader {
  static final int BYTES = 16;
  static final int VERSION = 1;

  private static final byte[] MAGIC = "PICSOULG".getBytes(StandardCharsets.US_ASCII);

  private LogHeader() {}

  static ByteBuffer encode() {
    return ByteBuffer.allocate(BYTES).put(MAGIC).putInt(VERSION).putInt(0).flip();
  }

  /**
   * Checks the start of a file.
   *
   * @return false if the header is not completely written yet: the log is empty
   * @throws RsmException if it is not a log file of this version
   */
  static boolean isComplete(FileChannel channel, Path path) throws IOException {
    ByteBuffer found = ByteBuffer.allocate(BYTES);
    FileBytes.read(channel, found, 0);
    found.flip();
    if (found.equals(encode())) {
      return true;
    }
    if (isUnfinished(found, channel.size())) {
      return false;
    }
    if (found.limit() == BYTES && found.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
      throw RsmException.fatal(
          "%s: log format version %d, this program reads version %d; use the program that wrote it"
              .formatted(path, found.getInt(MAGIC.length), VERSION));
    }
    throw RsmException.fatal(
        "%s is not a Picsou log file (wrong bytes at its start); check file.path, or restore the file"
            .formatted(path));
  }

  /** What a crash while the file was being created leaves: a part of the header, or zeros. */
  private static boolean isUnfinished(ByteBuffer found, long fileSize) {
    boolean zeros = found.equals(ByteBuffer.allocate(found.limit()));
    boolean part = found.equals(encode().limit(found.limit()));
    return fileSize <= BYTES && (zeros || part);
  }
}
