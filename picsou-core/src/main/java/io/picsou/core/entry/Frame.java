package io.picsou.core.entry;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of consecutive entries as one piece of encoded bytes ({@link EntryCodec}): the unit in
 * which entries are read, sent, verified, stored and forwarded. Slicing shares the bytes. Immutable
 * and thread-safe, as long as nobody writes to the array it was made of.
 */
public final class Frame {
  /** The entries' sizes differ, or are not known. */
  private static final int MIXED = 0;

  private final long first;
  private final int count;
  private final ByteBuffer bytes;

  /** The encoded size of each entry; so entries are found without a look at those before them. */
  private final int each;

  private Frame(long first, int count, int each, ByteBuffer bytes) {
    this.first = first;
    this.count = count;
    this.each = count == 1 ? bytes.limit() : each;
    this.bytes = bytes;
  }

  /** Encodes consecutive entries; the list must not be empty. */
  public static Frame of(List<Entry> entries) {
    long size = 0;
    long next = entries.get(0).sequence();
    for (Entry entry : entries) {
      if (entry.sequence() != next++) {
        throw new IllegalArgumentException(
            "entry " + entry.sequence() + " where " + (next - 1) + " belongs");
      }
      size += EntryCodec.encodedBytes(entry);
    }
    ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(size));
    entries.forEach(entry -> EntryCodec.encode(entry, out));
    return new Frame(entries.get(0).sequence(), entries.size(), MIXED, out.flip());
  }

  /**
   * Takes encoded bytes that came from elsewhere, after verifying every checksum and that the
   * sequences run on without a gap. The buffer's remaining bytes are shared, not copied.
   *
   * @throws CorruptEntryException naming the entry if anything is wrong
   */
  public static Frame verified(ByteBuffer encoded) {
    ByteBuffer bytes = encoded.slice();
    long first = 0;
    int count = 0;
    int each = MIXED;
    for (int at = 0; at < bytes.limit(); count++) {
      int size = EntryCodec.verifyAt(bytes, at);
      long sequence = EntryCodec.sequenceAt(bytes, at);
      if (count == 0) {
        first = sequence;
        each = size;
      } else if (size != each) {
        each = MIXED;
      }
      if (sequence != first + count || sequence < 1) {
        throw new CorruptEntryException(
            "entry " + sequence + " where " + (first + count) + " belongs");
      }
      at += size;
    }
    if (count == 0) {
      throw new CorruptEntryException("empty frame");
    }
    return new Frame(first, count, each, bytes);
  }

  /**
   * Takes encoded bytes whose entries the caller has verified already (the log reader has).
   *
   * @param first the sequence of the first entry
   * @param count how many entries the remaining bytes hold
   */
  public static Frame trusted(long first, int count, ByteBuffer encoded) {
    return new Frame(first, count, MIXED, encoded.slice());
  }

  /**
   * The same for entries that are all of one size, which is not verified either.
   *
   * @param count how many entries the remaining bytes hold, at least 1
   * @throws IllegalArgumentException if the bytes cannot be shared out like that
   */
  public static Frame uniform(long first, int count, ByteBuffer encoded) {
    ByteBuffer bytes = encoded.slice();
    if (bytes.limit() % count != 0) {
      throw new IllegalArgumentException(
          count + " entries of one size cannot have " + bytes.limit() + " bytes");
    }
    return new Frame(first, count, bytes.limit() / count, bytes);
  }

  /** The sequence of the first entry. */
  public long first() {
    return first;
  }

  /** The sequence of the last entry. */
  public long last() {
    return first + count - 1;
  }

  /** The number of entries, at least 1. */
  public int count() {
    return count;
  }

  /** The encoded size. */
  public int sizeBytes() {
    return bytes.limit();
  }

  /** A read-only view of the encoded entries, positioned at their start. */
  public ByteBuffer bytes() {
    return bytes.asReadOnlyBuffer();
  }

  /**
   * A view of the encoded entries, positioned at their start, through which the array behind them
   * can be had; for encoders that would copy what they may only read. Nobody may write to it.
   */
  public ByteBuffer sharedBytes() {
    return bytes.duplicate();
  }

  /**
   * The part from one sequence to another, both included and both within this frame; shares the
   * bytes.
   */
  public Frame slice(long from, long to) {
    if (from < first || to > last() || from > to) {
      throw new IllegalArgumentException(from + "-" + to + " is not within " + this);
    }
    if (from == first && to == last()) {
      return this;
    }
    int start = skip(0, from - first);
    int end = to == last() ? bytes.limit() : skip(start, to - from + 1);
    return part(from, to, start, end);
  }

  /** What an entry has in common with its neighbours. */
  @FunctionalInterface
  public interface EntryKey {
    /**
     * @param bytes the encoded size of the entry
     */
    long of(long sequence, int bytes);
  }

  /** Takes the pieces of a frame. */
  @FunctionalInterface
  public interface Pieces {
    /**
     * @param key the key of every entry of the piece
     */
    void take(Frame piece, long key);
  }

  /**
   * Cuts this frame where the key of its entries changes, in one walk over their lengths; the
   * pieces share the bytes.
   */
  public void cut(EntryKey keys, Pieces pieces) {
    int start = 0;
    long from = first;
    long key = keys.of(first, sizeAt(0));
    long sequence = first;
    for (int at = 0; at < bytes.limit(); sequence++) {
      int size = sizeAt(at);
      long next = keys.of(sequence, size);
      if (next != key) {
        pieces.take(part(from, sequence - 1, start, at), key);
        start = at;
        from = sequence;
        key = next;
      }
      at += size;
    }
    pieces.take(part(from, last(), start, bytes.limit()), key);
  }

  private Frame part(long from, long to, int start, int end) {
    return from == first && to == last()
        ? this
        : new Frame(from, (int) (to - from + 1), each, bytes.slice(start, end - start));
  }

  /** Decodes every entry, copying keys, payloads and header values out. */
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>(count);
    for (int at = 0; at < bytes.limit(); at += sizeAt(at)) {
      entries.add(EntryCodec.decodeAt(bytes, at));
    }
    return entries;
  }

  /** The encoded size of the entry at an offset of {@link #bytes}, where there must be one. */
  public int sizeAt(int offset) {
    return each == MIXED ? EntryCodec.sizeAt(bytes, offset) : each;
  }

  private int skip(int from, long entries) {
    if (each != MIXED) {
      return from + (int) entries * each;
    }
    int at = from;
    for (long i = 0; i < entries; i++) {
      at += EntryCodec.sizeAt(bytes, at);
    }
    return at;
  }

  @Override
  public String toString() {
    return "frame " + first + "-" + last() + " (" + sizeBytes() + " B)";
  }
}
