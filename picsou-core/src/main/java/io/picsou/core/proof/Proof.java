package io.picsou.core.proof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The value of an entry's last header, {@link #HEADER}: who signed which block of entries, and the
 * entry's place in it.
 *
 * <pre>
 *   0  uint8   version, 1
 *   1  int64   epoch of the sending cluster under which the block was signed
 *   9  int64   first sequence of the block
 *  17  int32   number of entries in the block
 *  21  uint16  number of signatures
 *  23          signatures: each (uint16 replica, 64 bytes), replicas ascending
 *              Merkle path: siblings of 32 bytes from the leaf up to the root
 * </pre>
 *
 * Numbers are big-endian. The entry's digest covers its encoded bytes from its sequence up to this
 * header.
 */
final class Proof {
  /** The header's name. No other header may follow it. */
  static final String HEADER = "picsou.proof";

  /** The most entries that one block may have. */
  static final int MAX_COUNT = 1 << 16;

  /** The most signatures that one proof may have. */
  static final int MAX_SIGNATURES = 1 << 10;

  private static final byte VERSION = 1;
  private static final int FIXED_BYTES = 23;
  private static final int SIGNED_BYTES = Short.BYTES + Ed25519.SIGNATURE_BYTES;
  private static final byte[] DOMAIN = "picsou commit proof 1".getBytes(StandardCharsets.US_ASCII);

  /** One replica's word for a block. */
  @SuppressWarnings("ArrayRecordComponent") // frozen, and never compared
  record Signed(int replica, byte[] signature) {}

  private final ByteBuffer bytes;
  private final int signatures;

  private Proof(ByteBuffer bytes, int signatures) {
    this.bytes = bytes;
    this.signatures = signatures;
  }

  /**
   * Reads the value of a header; shares its bytes.
   *
   * @return null if it has not the form of a proof
   */
  static Proof read(ByteBuffer value) {
    if (value.limit() < FIXED_BYTES || value.get(0) != VERSION) {
      return null;
    }
    int signatures = Short.toUnsignedInt(value.getShort(21));
    Proof proof = new Proof(value, signatures);
    boolean possible =
        signatures <= MAX_SIGNATURES
            && proof.pathAt() <= value.limit()
            && proof.first() >= 1
            && proof.count() >= 1
            && proof.count() <= MAX_COUNT;
    return possible ? proof : null;
  }

  /** Writes one entry's proof. */
  static byte[] write(long epoch, long first, int count, List<Signed> signed, byte[] path) {
    ByteBuffer out =
        ByteBuffer.allocate(FIXED_BYTES + signed.size() * SIGNED_BYTES + path.length)
            .put(VERSION)
            .putLong(epoch)
            .putLong(first)
            .putInt(count)
            .putShort((short) signed.size());
    for (Signed one : signed) {
      out.putShort((short) one.replica()).put(one.signature());
    }
    return out.put(path).array();
  }

  /** What a replica signs for a block: nothing else in the world has this form. */
  static byte[] statement(String rsm, long epoch, long first, int count, byte[] root) {
    byte[] name = rsm.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(DOMAIN.length + 4 + name.length + 20 + root.length)
        .put(DOMAIN)
        .putInt(name.length)
        .put(name)
        .putLong(epoch)
        .putLong(first)
        .putInt(count)
        .put(root)
        .array();
  }

  long epoch() {
    return bytes.getLong(1);
  }

  long first() {
    return bytes.getLong(9);
  }

  int count() {
    return bytes.getInt(17);
  }

  int signatures() {
    return signatures;
  }

  /** Who gave a signature. */
  int replica(int signature) {
    return Short.toUnsignedInt(bytes.getShort(FIXED_BYTES + signature * SIGNED_BYTES));
  }

  byte[] signature(int signature) {
    byte[] signed = new byte[Ed25519.SIGNATURE_BYTES];
    bytes.get(FIXED_BYTES + signature * SIGNED_BYTES + Short.BYTES, signed);
    return signed;
  }

  boolean covers(long sequence) {
    return sequence >= first() && sequence - first() < count();
  }

  /** The siblings of an entry's leaf, or null if their number is not what its place demands. */
  ByteBuffer path(int index) {
    ByteBuffer path = bytes.slice(pathAt(), bytes.limit() - pathAt());
    int expected = MerkleTree.HASH_BYTES * MerkleTree.pathLength(index, count());
    return path.limit() == expected ? path : null;
  }

  /** Everything that is the same for all entries of the block, followed by their root. */
  byte[] claim(byte[] root) {
    byte[] claim = new byte[pathAt() + root.length];
    bytes.get(0, claim, 0, pathAt());
    System.arraycopy(root, 0, claim, pathAt(), root.length);
    return claim;
  }

  private int pathAt() {
    return FIXED_BYTES + signatures * SIGNED_BYTES;
  }
}
