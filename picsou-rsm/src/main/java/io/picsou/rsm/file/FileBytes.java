package io.picsou.rsm.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Positioned reads in pieces of bounded size. */
final class FileBytes {
  /**
   * The most that one call reads into a heap buffer: the JDK keeps a direct buffer of that size for
   * every thread that does so.
   */
  static final int PIECE_BYTES = 256 << 10;

  private FileBytes() {}

  /** Fills the buffer from a file position on, up to its limit or the end of the file. */
  static void read(FileChannel channel, ByteBuffer into, long from) throws IOException {
    int end = into.limit();
    long at = from;
    while (into.position() < end) {
      into.limit(Math.min(end, into.position() + PIECE_BYTES));
      int count = channel.read(into, at);
      if (count < 0) {
        break;
      }
      at += count;
    }
    into.limit(end);
  }
}
