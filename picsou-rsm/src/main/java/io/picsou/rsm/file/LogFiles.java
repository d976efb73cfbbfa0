package io.picsou.rsm.file;

import static java.nio.file.StandardOpenOption.READ;

import io.picsou.core.entry.EntryCodec;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.RsmException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Looks into log files (docs/log-format.md) without changing them. Thread-safe. */
public final class LogFiles {
  private LogFiles() {}

  /**
   * Reads a whole log, verifying every record; in memory of one block.
   *
   * @throws RsmException if it cannot be opened, or is no log file. Damage is in the report.
   */
  public static LogReport verify(Path path) {
    return verify(path, bytes -> {});
  }

  /**
   * As {@link #verify(Path)}.
   *
   * @param progress told now and then how many bytes of the file are done
   */
  public static LogReport verify(Path path, LongConsumer progress) {
    try (FileChannel channel = FileChannel.open(path, READ)) {
      Tally tally = new Tally();
      LogScanner scanner = new LogScanner(path, channel, LogHeader.BYTES, 1);
      if (!LogHeader.isComplete(channel, path)) {
        return tally.report(unfinishedHeader(channel), null);
      }
      try {
        Frame frame = scanner.next(LogScanner.BLOCK_BYTES);
        while (frame != null) {
          tally.add(frame);
          progress.accept(scanner.offset());
          frame = scanner.next(LogScanner.BLOCK_BYTES);
        }
        return tally.report(scanner.tail(), null);
      } catch (CorruptLogException e) {
        return tally.report(null, e);
      }
    } catch (IOException e) {
      throw new RsmException("cannot read log " + path + ": " + e, false, e);
    }
  }

  private static TornTail unfinishedHeader(FileChannel channel) throws IOException {
    return new TornTail(0, channel.size(), 1, "unfinished file header");
  }

  /** Sums records up. */
  private static final class Tally {
    private final MessageDigest digest = sha256();
    private long entries;
    private long bytes;
    private int smallest = Integer.MAX_VALUE;
    private int largest;

    void add(Frame frame) {
      ByteBuffer records = frame.bytes();
      for (int at = 0, size; at < records.limit(); at += size) {
        size = EntryCodec.claimedSizeAt(records, at);
        smallest = Math.min(smallest, size);
        largest = Math.max(largest, size);
      }
      entries += frame.count();
      bytes += frame.sizeBytes();
      digest.update(records);
    }

    LogReport report(TornTail tail, CorruptLogException damage) {
      String hex = HexFormat.of().formatHex(digest.digest());
      int least = entries == 0 ? 0 : smallest;
      return new LogReport(
          entries,
          bytes,
          least,
          largest,
          hex,
          Optional.ofNullable(tail),
          Optional.ofNullable(damage));
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
  }
}
