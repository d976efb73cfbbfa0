package io.picsou.bench.replica;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A set of sequences as few bytes. A receiver's part of a long log is a hundred million bits, but
 * most of them are runs, which deflate well.
 */
public final class PackedSet {
  private PackedSet() {}

  /** Packs a set. */
  public static byte[] pack(BitSet set) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      out.write(set.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("in memory", e);
    }
    return packed.toByteArray();
  }

  /**
   * The set that was packed.
   *
   * @throws UncheckedIOException if it is something else
   */
  public static BitSet unpack(byte[] packed) {
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      return BitSet.valueOf(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("not a packed set", e);
    }
  }
}
