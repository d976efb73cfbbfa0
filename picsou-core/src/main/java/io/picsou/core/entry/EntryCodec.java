package io.picsou.core.entry;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The one binary form of an entry, used alike in log files, in frames on the wire and in receivers'
 * stores, so that a run of entries moves through all of them as the same bytes.
 *
 * <pre>
 *   0  int32  length    bytes after the checksum
 *   4  int32  crc32c    of those bytes
 *   8  int64  sequence
 *  16  int32  key length, -1 for none
 *  20  int32  payload length, -1 for a tombstone
 *  24         key, payload, headers: each (uint16 name length, name, int32 value length or -1, value)
 * </pre>
 *
 * Numbers are big-endian. Stateless and thread-safe.
 */
public final class EntryCodec {
  /** Bytes before the checksummed part. */
  public static final int PREFIX_BYTES = 8;

  /** Bytes of an entry without key, payload and headers. */
  public static final int OVERHEAD_BYTES = 24;

  /**
   * The largest encoded entry. Anything above is taken for corruption, or rejected when written.
   */
  public static final int MAX_ENTRY_BYTES = 64 << 20;

  private static final int CHECKSUM_AT = 4;
  private static final int SEQUENCE_AT = 8;

  private EntryCodec() {}

  /** The number of bytes that {@link #encode} will write for an entry. */
  public static long encodedBytes(Entry entry) {
    long bytes = OVERHEAD_BYTES + (long) length(entry.key()) + length(entry.payload());
    for (Header header : entry.headers()) {
      bytes += 6L + utf8(header).length + length(header.value());
    }
    return bytes;
  }

  /**
   * Encodes an entry into a new array.
   *
   * @throws IllegalArgumentException if it is larger than {@link #MAX_ENTRY_BYTES}
   */
  public static byte[] encode(Entry entry) {
    ByteBuffer out = ByteBuffer.allocate(limited(entry.sequence(), encodedBytes(entry)));
    encode(entry, out);
    return out.array();
  }

  /**
   * Encodes an entry at the position of a big-endian buffer that has room for {@link
   * #encodedBytes}.
   *
   * @throws IllegalArgumentException if it is larger than {@link #MAX_ENTRY_BYTES}
   */
  public static void encode(Entry entry, ByteBuffer out) {
    limited(entry.sequence(), encodedBytes(entry));
    int start = out.position();
    out.position(start + PREFIX_BYTES);
    out.putLong(entry.sequence());
    out.putInt(lengthOrNone(entry.key())).putInt(lengthOrNone(entry.payload()));
    put(entry.key(), out);
    put(entry.payload(), out);
    for (Header header : entry.headers()) {
      byte[] name = utf8(header);
      out.putShort((short) name.length).put(name).putInt(lengthOrNone(header.value()));
      put(header.value(), out);
    }
    seal(out, start);
  }

  /**
   * Encodes an entry without key and headers, whose payload is a part of an array, at the position
   * of a big-endian buffer: the fast way for generated entries.
   *
   * @throws IllegalArgumentException if it is larger than {@link #MAX_ENTRY_BYTES}
   */
  public static void encode(long sequence, byte[] source, int from, int length, ByteBuffer out) {
    int start = out.position();
    encode(sequence, source, from, length, 0, out);
    seal(out, start);
  }

  /**
   * The same, for who knows the checksum. It is not looked at: readers will take an entry with a
   * wrong one for corrupt.
   *
   * @param checksum the CRC-32C of all that follows it in the encoded entry
   * @throws IllegalArgumentException if it is larger than {@link #MAX_ENTRY_BYTES}
   */
  public static void encode(
      long sequence, byte[] source, int from, int length, int checksum, ByteBuffer out) {
    encodeHead(sequence, length, checksum, out);
    out.put(source, from, length);
  }

  /**
   * The {@link #OVERHEAD_BYTES} that come before the payload of an entry without key and headers.
   *
   * @param length of the payload
   * @param checksum the CRC-32C of all that follows it in the encoded entry
   * @throws IllegalArgumentException if the entry is larger than {@link #MAX_ENTRY_BYTES}
   */
  public static void encodeHead(long sequence, int length, int checksum, ByteBuffer out) {
    int size = limited(sequence, OVERHEAD_BYTES + (long) length);
    out.putInt(size - PREFIX_BYTES).putInt(checksum);
    out.putLong(sequence).putInt(-1).putInt(length);
  }

  /**
   * The encoded size, prefix included, that the length field at an offset claims; reads those four
   * bytes only.
   *
   * @return -1 if no entry can have that length
   */
  public static int claimedSizeAt(ByteBuffer in, int offset) {
    int length = in.getInt(offset);
    boolean possible =
        length >= OVERHEAD_BYTES - PREFIX_BYTES && length <= MAX_ENTRY_BYTES - PREFIX_BYTES;
    return possible ? PREFIX_BYTES + length : -1;
  }

  /**
   * The encoded size of the entry at an offset, prefix included, read from its length field only.
   *
   * @throws CorruptEntryException if the length is impossible or reaches past the buffer's limit
   */
  public static int sizeAt(ByteBuffer in, int offset) {
    if (in.limit() - offset < OVERHEAD_BYTES) {
      throw new CorruptEntryException("entry cut short at byte " + offset);
    }
    int size = claimedSizeAt(in, offset);
    if (size < 0) {
      throw new CorruptEntryException(
          "impossible entry length " + in.getInt(offset) + " at byte " + offset);
    }
    if (size > in.limit() - offset) {
      throw new CorruptEntryException("entry cut short at byte " + offset);
    }
    return size;
  }

  /** The sequence of the entry at an offset, unverified. */
  public static long sequenceAt(ByteBuffer in, int offset) {
    return in.getLong(offset + SEQUENCE_AT);
  }

  /** The checksum that the entry at an offset claims. */
  public static int checksumAt(ByteBuffer in, int offset) {
    return in.getInt(offset + CHECKSUM_AT);
  }

  /**
   * Verifies the checksum of the entry at an offset.
   *
   * @return its encoded size, prefix included
   * @throws CorruptEntryException if length or checksum are wrong
   */
  public static int verifyAt(ByteBuffer in, int offset) {
    int size = sizeAt(in, offset);
    if (!intactAt(in, offset, size)) {
      throw new CorruptEntryException("checksum mismatch at byte " + offset);
    }
    return size;
  }

  /** Whether the checksum of the entry at an offset is right, given the size that it claims. */
  public static boolean intactAt(ByteBuffer in, int offset, int size) {
    return checksum(in, offset + PREFIX_BYTES, size - PREFIX_BYTES) == checksumAt(in, offset);
  }

  /**
   * Verifies and decodes the entry at an offset; key, payload and header values are copied out.
   *
   * @throws CorruptEntryException if it is not a whole, intact entry
   */
  public static Entry decodeAt(ByteBuffer in, int offset) {
    int size = verifyAt(in, offset);
    ByteBuffer body = in.slice(offset, size);
    long sequence = body.getLong(SEQUENCE_AT);
    int keyLength = body.getInt(SEQUENCE_AT + 8);
    int payloadLength = body.getInt(SEQUENCE_AT + 12);
    body.position(OVERHEAD_BYTES);
    try {
      byte[] key = take(body, keyLength);
      byte[] payload = take(body, payloadLength);
      List<Header> headers = new ArrayList<>();
      while (body.hasRemaining()) {
        byte[] name = take(body, Short.toUnsignedInt(body.getShort()));
        headers.add(
            new Header(new String(name, StandardCharsets.UTF_8), take(body, body.getInt())));
      }
      return new Entry(sequence, key, payload, headers);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new CorruptEntryException("malformed entry " + sequence + " at byte " + offset);
    }
  }

  /**
   * Where the last header of an entry starts, if it has a given name.
   *
   * @param size the entry's encoded size, which must be right
   * @param name in ASCII
   * @return -1 if the entry has no header, its last has another name, or it is malformed
   */
  public static int lastHeaderAt(ByteBuffer in, int offset, int size, String name) {
    long next = OVERHEAD_BYTES + (long) Math.max(0, in.getInt(offset + 16));
    next += Math.max(0, in.getInt(offset + 20));
    long last = -1;
    while (next + 6 <= size) {
      last = next;
      long valueAt = next + 2 + Short.toUnsignedInt(in.getShort(offset + (int) next));
      if (valueAt + 4 > size) {
        return -1;
      }
      next = valueAt + 4 + Math.max(0, in.getInt(offset + (int) valueAt));
    }
    return last >= 0 && next == size && isNamed(in, offset + (int) last, name)
        ? offset + (int) last
        : -1;
  }

  /**
   * The value of the header that {@link #lastHeaderAt} has found; shares the bytes. Empty for null.
   *
   * @param end where the entry ends
   */
  public static ByteBuffer lastHeaderValue(ByteBuffer in, int header, int end) {
    int at = header + 6 + Short.toUnsignedInt(in.getShort(header));
    return in.slice(at, end - at);
  }

  private static boolean isNamed(ByteBuffer in, int header, String name) {
    boolean same = Short.toUnsignedInt(in.getShort(header)) == name.length();
    for (int i = 0; same && i < name.length(); i++) {
      same = in.get(header + 2 + i) == name.charAt(i);
    }
    return same;
  }

  private static byte[] take(ByteBuffer in, int length) {
    if (length == -1) {
      return null;
    }
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static int checksum(ByteBuffer in, int offset, int length) {
    CRC32C crc = new CRC32C();
    if (in.hasArray()) {
      crc.update(in.array(), in.arrayOffset() + offset, length);
    } else {
      crc.update(in.slice(offset, length));
    }
    return (int) crc.getValue();
  }

  private static void seal(ByteBuffer out, int start) {
    int length = out.position() - start - PREFIX_BYTES;
    out.putInt(start, length)
        .putInt(start + CHECKSUM_AT, checksum(out, start + PREFIX_BYTES, length));
  }

  private static int limited(long sequence, long bytes) {
    if (bytes > MAX_ENTRY_BYTES) {
      throw new IllegalArgumentException(
          "entry " + sequence + " has " + bytes + " bytes, the limit is " + MAX_ENTRY_BYTES);
    }
    return (int) bytes;
  }

  private static void put(byte[] bytes, ByteBuffer out) {
    if (bytes != null) {
      out.put(bytes);
    }
  }

  private static int length(byte[] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static int lengthOrNone(byte[] bytes) {
    return bytes == null ? -1 : bytes.length;
  }

  private static byte[] utf8(Header header) {
    byte[] name = header.name().getBytes(StandardCharsets.UTF_8);
    if (name.length > Header.MAX_NAME_BYTES) {
      throw new IllegalArgumentException("header name of " + name.length + " bytes");
    }
    return name;
  }
}
