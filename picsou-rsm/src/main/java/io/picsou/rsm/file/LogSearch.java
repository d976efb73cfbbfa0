package io.picsou.rsm.file;

import io.picsou.core.entry.EntryCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Looks for intact records at unknown places of a log file. */
final class LogSearch {
  private static final int WINDOW_BYTES = 256 << 10;

  private LogSearch() {}

  /**
   * The first intact record that starts within a part of the file and may belong behind a sequence:
   * its own is higher, but not higher than records of the smallest size could have reached.
   *
   * @return its offset, or -1
   */
  static long intactBehind(FileChannel channel, long from, long end, long sequence)
      throws IOException {
    long highest = sequence + (end - from) / EntryCodec.OVERHEAD_BYTES + 1;
    ByteBuffer window = ByteBuffer.allocate((int) Math.min(WINDOW_BYTES, end - from));
    long lastStart = end - EntryCodec.OVERHEAD_BYTES;
    for (long start = from; start <= lastStart; ) {
      load(channel, window, start, end);
      int starts = startsIn(window);
      for (int at = 0; at < starts; at++) {
        long found = EntryCodec.sequenceAt(window, at);
        if (found > sequence && found <= highest && isIntact(channel, window, at, start, end)) {
          return start + at;
        }
      }
      if (starts <= 0) {
        return -1;
      }
      start += starts;
    }
    return -1;
  }

  /** Whether an intact record of that sequence ends exactly at an offset. */
  static boolean endsAt(FileChannel channel, long end, long sequence) throws IOException {
    long first = Math.max(LogHeader.BYTES, end - EntryCodec.MAX_ENTRY_BYTES);
    ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES);
    long startsEnd = end - EntryCodec.OVERHEAD_BYTES + 1;
    while (end <= channel.size() && startsEnd > first) {
      long start = Math.max(first, startsEnd + EntryCodec.OVERHEAD_BYTES - 1 - WINDOW_BYTES);
      load(channel, window, start, end);
      int starts = Math.min((int) (startsEnd - start), startsIn(window));
      for (int at = starts - 1; at >= 0; at--) {
        if (EntryCodec.sequenceAt(window, at) == sequence
            && EntryCodec.claimedSizeAt(window, at) == end - start - at
            && isIntact(channel, window, at, start, end)) {
          return true;
        }
      }
      startsEnd = start;
    }
    return false;
  }

  private static void load(FileChannel channel, ByteBuffer window, long start, long end)
      throws IOException {
    window.clear().limit((int) Math.min(window.capacity(), end - start));
    FileBytes.read(channel, window, start);
    window.flip();
  }

  /** At how many places a record can start, and still have its fixed fields in the window. */
  private static int startsIn(ByteBuffer window) {
    return window.limit() - EntryCodec.OVERHEAD_BYTES + 1;
  }

  private static boolean isIntact(
      FileChannel channel, ByteBuffer window, int at, long start, long end) throws IOException {
    int size = EntryCodec.claimedSizeAt(window, at);
    if (size < 0 || size > end - start - at) {
      return false;
    }
    if (size <= window.limit() - at) {
      return EntryCodec.intactAt(window, at, size);
    }
    ByteBuffer record = ByteBuffer.allocate(size);
    FileBytes.read(channel, record, start + at);
    return !record.hasRemaining() && EntryCodec.intactAt(record, 0, size);
  }
}
