package io.picsou.core.proof;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.EntryCodec;
import io.picsou.core.entry.Header;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Signs blocks of entries in the name of replicas whose private keys it was given: for replicated
 * state machines that do not sign by themselves, and for tests. A real one would collect a
 * signature from each replica instead (docs/protocol.md, section 2). Immutable and thread-safe.
 */
public final class CommitProver {
  /** The most entries of one block. */
  public static final int MAX_BLOCK = Proof.MAX_COUNT;

  private final String rsm;
  private final long epoch;
  private final TreeMap<Integer, PrivateKey> signers;

  /**
   * @param rsm the id of the sending cluster
   * @param epoch of the sending cluster
   * @param signers private keys by replica id; all of them sign
   */
  public CommitProver(String rsm, long epoch, Map<Integer, PrivateKey> signers) {
    this.rsm = rsm;
    this.epoch = epoch;
    this.signers = new TreeMap<>(signers);
    if (signers.isEmpty() || signers.size() > Proof.MAX_SIGNATURES) {
      throw new IllegalArgumentException(
          signers.size()
              + " signers; at least 1 and at most "
              + Proof.MAX_SIGNATURES
              + " are possible");
    }
  }

  /**
   * The same entries, each with its proof as its last header.
   *
   * @param block consecutive entries without proofs, at least 1 and at most {@link #MAX_BLOCK}
   * @throws IllegalArgumentException if they are not that
   */
  public List<Entry> prove(List<Entry> block) {
    if (block.isEmpty() || block.size() > MAX_BLOCK) {
      throw new IllegalArgumentException(
          "a block of " + block.size() + " entries; 1 to " + MAX_BLOCK + " are possible");
    }
    long first = block.get(0).sequence();
    MerkleTree tree = tree(block, first);
    byte[] statement = Proof.statement(rsm, epoch, first, block.size(), tree.root());
    List<Proof.Signed> signed = new ArrayList<>();
    signers.forEach(
        (replica, key) -> signed.add(new Proof.Signed(replica, Ed25519.sign(key, statement))));
    List<Entry> proven = new ArrayList<>(block.size());
    for (int i = 0; i < block.size(); i++) {
      byte[] proof = Proof.write(epoch, first, block.size(), signed, tree.path(i));
      proven.add(withProof(block.get(i), proof));
    }
    return proven;
  }

  private static MerkleTree tree(List<Entry> block, long first) {
    MessageDigest sha = Ed25519.sha256();
    List<byte[]> leaves = new ArrayList<>(block.size());
    for (Entry entry : block) {
      if (entry.sequence() != first + leaves.size()) {
        throw new IllegalArgumentException(
            "entry " + entry.sequence() + " where " + (first + leaves.size()) + " belongs");
      }
      byte[] encoded = EntryCodec.encode(entry);
      int prefix = EntryCodec.PREFIX_BYTES;
      leaves.add(MerkleTree.leaf(ByteBuffer.wrap(encoded, prefix, encoded.length - prefix), sha));
    }
    return new MerkleTree(leaves, sha);
  }

  private static Entry withProof(Entry entry, byte[] proof) {
    List<Header> headers = new ArrayList<>(entry.headers());
    if (headers.stream().anyMatch(header -> header.name().equals(Proof.HEADER))) {
      throw new IllegalArgumentException("entry " + entry.sequence() + " has a proof already");
    }
    headers.add(new Header(Proof.HEADER, proof));
    return new Entry(entry.sequence(), entry.key(), entry.payload(), headers);
  }
}
