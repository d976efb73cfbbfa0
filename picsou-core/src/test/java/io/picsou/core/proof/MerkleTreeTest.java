package io.picsou.core.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class MerkleTreeTest {
  private final MessageDigest sha = Ed25519.sha256();

  @Property(tries = 100)
  void everyLeafLeadsToTheRootByItsOwnPathAlone(
      @ForAll @IntRange(min = 1, max = 130) int count,
      @ForAll @IntRange(min = 0, max = 129) int index,
      @ForAll @IntRange(min = 0, max = 129) int other) {
    List<byte[]> leaves = leaves(count);
    MerkleTree tree = new MerkleTree(leaves, sha);
    int at = index % count;
    int wrong = other % count;

    assertThat(climb(tree, leaves.get(at), at, count)).isEqualTo(tree.root());
    if (wrong != at) {
      assertThat(climb(tree, leaves.get(wrong), at, count)).isNotEqualTo(tree.root());
    }
  }

  @Property(tries = 100)
  void aPathIsAsLongAsItsPlaceSays(@ForAll @IntRange(min = 1, max = 1 << 16) int count) {
    int longest = 32 - Integer.numberOfLeadingZeros(count - 1);
    assertThat(MerkleTree.pathLength(0, count)).isEqualTo(count == 1 ? 0 : longest);
    assertThat(MerkleTree.pathLength(count - 1, count)).isLessThanOrEqualTo(longest);
  }

  /** RFC 6962 knows why: else an inner node could be passed off as an entry. */
  @Example
  void leavesAndNodesAreHashedDifferently() {
    List<byte[]> leaves = leaves(2);
    MerkleTree tree = new MerkleTree(leaves, sha);
    ByteBuffer both = ByteBuffer.allocate(64).put(leaves.get(0)).put(leaves.get(1)).flip();
    assertThat(MerkleTree.leaf(both, sha)).isNotEqualTo(tree.root());
  }

  @Example
  void anOddLeafCountsOnce() {
    List<byte[]> three = leaves(3);
    List<byte[]> four = List.of(three.get(0), three.get(1), three.get(2), three.get(2));
    assertThat(new MerkleTree(three, sha).root()).isNotEqualTo(new MerkleTree(four, sha).root());
  }

  private byte[] climb(MerkleTree tree, byte[] leaf, int index, int count) {
    return MerkleTree.climb(leaf, index, count, ByteBuffer.wrap(tree.path(index)), sha);
  }

  private List<byte[]> leaves(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> MerkleTree.leaf(ByteBuffer.allocate(4).putInt(i).flip(), sha))
        .toList();
  }
}
