package io.picsou.rsm.file;

import io.picsou.core.entry.EntryCodec;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.RsmException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Walks through the records of an open log file in big blocks, verifying each in place. The bytes
 * of a block are never written again once a frame shares them. Not thread-safe.
 */
final class LogScanner {
  static final int BLOCK_BYTES = 256 << 10;

  /**
   * How often damage must be seen: a writer that cuts a torn tail off and goes on may change the
   * bytes between finding a bad record and finding a good one behind it.
   */
  private static final int LOOKS = 3;

  /** What {@link #bufferedSize} says of a record that is not wholly in the block. */
  private static final int PARTIAL = 0;

  private static final int IMPOSSIBLE = -1;

  private final Path path;
  private final FileChannel channel;

  /** Position: the next record. Limit: the end of what was read. */
  private ByteBuffer block = ByteBuffer.allocate(0);

  /** Where in the file the block's first byte is. */
  private long blockOffset;

  private long nextSequence;
  private TornTail tail;

  /** The size of the file when the block was read: what lies behind was not looked at. */
  private long fileEnd;

  /**
   * @param offset where the record of {@code nextSequence} begins or will begin
   */
  LogScanner(Path path, FileChannel channel, long offset, long nextSequence) {
    this.path = path;
    this.channel = channel;
    this.blockOffset = offset;
    this.nextSequence = nextSequence;
  }

  /** The file position of the next record. */
  long offset() {
    return blockOffset + block.position();
  }

  long nextSequence() {
    return nextSequence;
  }

  /** What lies behind the last intact record; null if nothing does, or while there are more. */
  TornTail tail() {
    return tail;
  }

  /**
   * The next run of intact records; one record at least, whatever its size.
   *
   * @return null at the end of the file or at a torn {@link #tail}; call again when it has changed
   * @throws CorruptLogException if the log is damaged
   * @throws RsmException if it has become shorter than what was read already
   */
  Frame next(int maxBytes) throws IOException {
    tail = null;
    Frame frame = take(maxBytes);
    String damage = null;
    for (int look = 0; frame == null && look < LOOKS; look++) {
      fill();
      frame = take(maxBytes);
      if (frame == null) {
        damage = diagnose();
        if (damage == null) {
          return null;
        }
      }
    }
    if (frame == null) {
      throw new CorruptLogException(path, nextSequence, offset(), damage);
    }
    return frame;
  }

  private Frame take(int maxBytes) {
    int start = block.position();
    int at = start;
    int count = 0;
    int size = bufferedSize(at);
    while (size > 0 && (count == 0 || at + size - start <= maxBytes)) {
      if (EntryCodec.sequenceAt(block, at) != nextSequence + count
          || !EntryCodec.intactAt(block, at, size)) {
        break;
      }
      at += size;
      count++;
      size = bufferedSize(at);
    }
    if (count == 0) {
      return null;
    }
    Frame frame = Frame.trusted(nextSequence, count, block.slice(start, at - start));
    nextSequence += count;
    block.position(at);
    return frame;
  }

  private int bufferedSize(int at) {
    int there = block.limit() - at;
    if (there < EntryCodec.OVERHEAD_BYTES) {
      return PARTIAL;
    }
    int size = EntryCodec.claimedSizeAt(block, at);
    return size > there ? PARTIAL : size;
  }

  /**
   * Starts a new block at the next record, read afresh from the file: what a partial record looked
   * like earlier counts for nothing. The block holds that record wholly, if the file does.
   */
  private void fill() throws IOException {
    blockOffset = offset();
    fileEnd = channel.size();
    if (fileEnd < blockOffset) {
      throw RsmException.fatal(
          ("%s has shrunk to %d bytes, but entries up to %d were read from its first %d bytes:"
                  + " it was cut or replaced; restore it")
              .formatted(path, fileEnd, nextSequence - 1, blockOffset));
    }
    block = ByteBuffer.allocate(0);
    extend((int) Math.min(fileEnd - blockOffset, BLOCK_BYTES));
    if (block.limit() >= EntryCodec.OVERHEAD_BYTES) {
      int size = EntryCodec.claimedSizeAt(block, 0);
      if (size > block.limit() && size <= fileEnd - blockOffset) {
        extend(size);
      }
    }
  }

  private void extend(int bytes) throws IOException {
    ByteBuffer longer = ByteBuffer.allocate(bytes).put(block);
    FileBytes.read(channel, longer, blockOffset + longer.position());
    block = longer.flip();
  }

  /**
   * With no intact record at the start of a fresh block, tells the end of the log and a torn tail
   * from damage: it is a torn tail if nothing intact comes behind it.
   *
   * @return what is damaged, or null
   */
  private String diagnose() throws IOException {
    long rest = fileEnd - blockOffset;
    if (rest == 0) {
      return null;
    }
    int size = bufferedSize(0);
    if (size > 0 && EntryCodec.intactAt(block, 0, size)) {
      return "it is intact, but is entry " + EntryCodec.sequenceAt(block, 0);
    }
    String what = problem(size);
    long behind = LogSearch.intactBehind(channel, blockOffset + 1, fileEnd, nextSequence);
    if (behind >= 0) {
      return what + ", with an intact record behind it at byte " + behind;
    }
    tail = new TornTail(blockOffset, rest, nextSequence, what);
    return null;
  }

  private String problem(int size) {
    return switch (size) {
      case PARTIAL -> "incomplete record";
      case IMPOSSIBLE -> "impossible length " + block.getInt(0);
      default -> "wrong checksum";
    };
  }
}
