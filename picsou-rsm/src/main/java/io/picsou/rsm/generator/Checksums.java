package io.picsou.rsm.generator;

import io.picsou.core.entry.EntryCodec;
import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * The checksums of generated entries, most of which need not be computed byte by byte: what the
 * bits of the sequence change in a CRC is the same whatever the other bytes are, and there are only
 * so many payloads. Not thread-safe.
 */
final class Checksums {
  private final byte[] pool;
  private final int payloadBytes;
  private final ByteBuffer scratch;

  /** By byte of the sequence, the lowest first, and its value: what that changes. */
  private final int[][] changes = new int[Long.BYTES][1 << Byte.SIZE];

  /** By payload: the checksum that an entry with it and the sequence 0 would have. */
  private final int[] bases;

  private final BitSet known = new BitSet();

  /**
   * @param pool payload k starts behind place k and the room for an entry's head
   * @param variants how many payloads there are
   */
  Checksums(byte[] pool, int payloadBytes, int variants) {
    this.pool = pool;
    this.payloadBytes = payloadBytes;
    this.scratch = ByteBuffer.allocate(EntryCodec.OVERHEAD_BYTES + payloadBytes);
    this.bases = new int[variants];
    int none = compute(0, 0);
    for (int at = 0; at < changes.length; at++) {
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        changes[at][1 << bit] = compute(1L << (at * Byte.SIZE + bit), 0) ^ none;
      }
      for (int value = 1; value < changes[at].length; value++) {
        int lowest = Integer.lowestOneBit(value);
        changes[at][value] = changes[at][value - lowest] ^ changes[at][lowest];
      }
    }
  }

  /** The checksum of an entry. */
  int of(long sequence, int variant) {
    if (!known.get(variant)) {
      known.set(variant);
      bases[variant] = compute(0, variant);
    }
    int checksum = bases[variant];
    long rest = sequence;
    for (int at = 0; rest != 0; at++) {
      checksum ^= changes[at][(int) (rest & 0xff)];
      rest >>>= Byte.SIZE;
    }
    return checksum;
  }

  private int compute(long sequence, int variant) {
    int from = EntryCodec.OVERHEAD_BYTES + variant;
    EntryCodec.encode(sequence, pool, from, payloadBytes, scratch.clear());
    return EntryCodec.checksumAt(scratch, 0);
  }
}
