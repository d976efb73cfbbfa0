package io.picsou.core.proof;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * A binary tree of SHA-256 digests over a block of entries. Leaves and inner nodes are hashed with
 * different first bytes, so that neither can pass for the other; a node without a sibling moves up
 * as it is. Where a leaf's path goes follows from its index and the number of leaves alone.
 */
final class MerkleTree {
  static final int HASH_BYTES = 32;

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  /** The leaves first, the root alone in the last one. */
  private final List<byte[][]> levels = new ArrayList<>();

  MerkleTree(List<byte[]> leaves, MessageDigest sha) {
    byte[][] level = leaves.toArray(byte[][]::new);
    levels.add(level);
    while (level.length > 1) {
      byte[][] above = new byte[(level.length + 1) / 2][];
      for (int i = 0; i < above.length; i++) {
        boolean paired = 2 * i + 1 < level.length;
        above[i] = paired ? node(level[2 * i], level[2 * i + 1], sha) : level[2 * i];
      }
      levels.add(above);
      level = above;
    }
  }

  byte[] root() {
    return levels.get(levels.size() - 1)[0];
  }

  /** The siblings from a leaf up to the root, one behind the other. */
  byte[] path(int index) {
    ByteBuffer path = ByteBuffer.allocate(HASH_BYTES * pathLength(index, levels.get(0).length));
    int at = index;
    for (byte[][] level : levels) {
      if ((at ^ 1) < level.length) {
        path.put(level[at ^ 1]);
      }
      at >>= 1;
    }
    return path.array();
  }

  /** How many siblings a leaf's path has. */
  static int pathLength(int index, int leaves) {
    int length = 0;
    int at = index;
    for (int width = leaves; width > 1; width = (width + 1) / 2) {
      length += (at ^ 1) < width ? 1 : 0;
      at >>= 1;
    }
    return length;
  }

  /** The root that a leaf and its path lead to. */
  static byte[] climb(byte[] leaf, int index, int leaves, ByteBuffer path, MessageDigest sha) {
    byte[] hash = leaf;
    byte[] sibling = new byte[HASH_BYTES];
    int at = index;
    for (int width = leaves; width > 1; width = (width + 1) / 2) {
      if ((at ^ 1) < width) {
        path.get(sibling);
        hash = (at & 1) == 0 ? node(hash, sibling, sha) : node(sibling, hash, sha);
      }
      at >>= 1;
    }
    return hash;
  }

  static byte[] leaf(ByteBuffer content, MessageDigest sha) {
    sha.update(LEAF);
    sha.update(content);
    return sha.digest();
  }

  private static byte[] node(byte[] left, byte[] right, MessageDigest sha) {
    sha.update(NODE);
    sha.update(left);
    sha.update(right);
    return sha.digest();
  }
}
