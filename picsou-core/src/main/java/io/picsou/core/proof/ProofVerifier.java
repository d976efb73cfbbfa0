package io.picsou.core.proof;

import io.picsou.core.entry.EntryCodec;
import io.picsou.core.entry.Frame;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides whether the sending cluster committed an entry (docs/protocol.md, section 2). The verdict
 * depends on the entry's bytes and the keys alone, never on what was seen before, so that all
 * correct receivers agree on it and none forwards what another refuses.
 *
 * <p>Signatures of a block are verified with its first entry; the last {@link #MAX_BLOCKS} good
 * blocks are remembered, to the letter, so that the others cost hashes only. Of one frame at most
 * {@link #MAX_FORGERIES} bad signatures are looked at; what has to be verified beyond that is
 * refused unseen. Thread-safe.
 */
public final class ProofVerifier {
  /** How many good blocks are remembered. */
  public static final int MAX_BLOCKS = 1 << 10;

  /** How many epochs' keys may be known, the present one's included. */
  public static final int MAX_EPOCHS = 8;

  /** How many bad signatures of one frame are verified. */
  public static final int MAX_FORGERIES = 4;

  /** What can be said of one entry. */
  public enum Verdict {
    /** Signed by enough replicas. */
    SOUND,
    /** Has no proof. */
    MISSING,
    /** Has a proof that does not hold, or is none. */
    FORGED,
    /** Has the proof of a block that it does not belong to. */
    WRONG_SEQUENCE,
    /** Cannot be judged: signed under an epoch whose keys are not known. */
    UNKNOWN_EPOCH
  }

  /** An entry that is not {@link Verdict#SOUND}. */
  public record Refused(long sequence, Verdict verdict) {}

  /**
   * What became of a frame.
   *
   * @param sound the runs of it that are sound; the frame itself if all of it is
   */
  public record Result(List<Frame> sound, List<Refused> refused) {}

  private final String rsm;
  private final TreeMap<Long, SigningCluster> epochs = new TreeMap<>();
  private final Map<Claim, Boolean> verified =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Claim, Boolean> eldest) {
              return size() > MAX_BLOCKS;
            }
          });

  /**
   * @param rsm the id of the sending cluster
   * @param epochs the signers of its present configuration, and of earlier ones whose entries may
   *     still come
   * @throws IllegalArgumentException if there is none, more than {@link #MAX_EPOCHS}, or one twice
   */
  public ProofVerifier(String rsm, List<SigningCluster> epochs) {
    this.rsm = rsm;
    epochs.forEach(cluster -> this.epochs.put(cluster.epoch(), cluster));
    if (epochs.isEmpty() || epochs.size() > MAX_EPOCHS) {
      throw new IllegalArgumentException(
          "keys of " + epochs.size() + " epochs; 1 to " + MAX_EPOCHS + " are possible");
    }
    if (this.epochs.size() != epochs.size()) {
      throw new IllegalArgumentException("an epoch is listed twice");
    }
  }

  /** Judges each entry of a frame, whose checksums and sequences are right. */
  public Result verify(Frame frame) {
    Pass pass = new Pass(frame);
    ByteBuffer bytes = frame.bytes();
    long sequence = frame.first();
    for (int at = 0; at < bytes.limit(); sequence++) {
      int size = EntryCodec.sizeAt(bytes, at);
      pass.add(sequence, pass.verdict(bytes, at, size, sequence));
      at += size;
    }
    return pass.result();
  }

  /** Where the part of an encoded entry ends that its proof is about. */
  public static int contentEnd(ByteBuffer bytes, int at, int size) {
    int header = EntryCodec.lastHeaderAt(bytes, at, size, Proof.HEADER);
    return header < 0 ? at + size : header;
  }

  /** One walk over a frame. */
  private final class Pass {
    private final Frame frame;
    private final MessageDigest sha = Ed25519.sha256();
    private final List<Frame> sound = new ArrayList<>();
    private final List<Refused> refused = new ArrayList<>();
    private long soundFrom;
    private int forgeries;

    Pass(Frame frame) {
      this.frame = frame;
      this.soundFrom = frame.first();
    }

    void add(long sequence, Verdict verdict) {
      if (verdict != Verdict.SOUND) {
        endRun(sequence - 1);
        refused.add(new Refused(sequence, verdict));
        soundFrom = sequence + 1;
      }
    }

    Result result() {
      endRun(frame.last());
      return new Result(sound, refused);
    }

    private void endRun(long last) {
      if (soundFrom <= last) {
        sound.add(frame.slice(soundFrom, last));
      }
    }

    Verdict verdict(ByteBuffer bytes, int at, int size, long sequence) {
      int header = EntryCodec.lastHeaderAt(bytes, at, size, Proof.HEADER);
      if (header < 0) {
        return Verdict.MISSING;
      }
      Proof proof = Proof.read(EntryCodec.lastHeaderValue(bytes, header, at + size));
      if (proof == null) {
        return Verdict.FORGED;
      }
      SigningCluster signers = epochs.get(proof.epoch());
      if (signers == null) {
        return Verdict.UNKNOWN_EPOCH;
      }
      if (!proof.covers(sequence)) {
        return Verdict.WRONG_SEQUENCE;
      }
      int index = (int) (sequence - proof.first());
      ByteBuffer path = proof.path(index);
      if (path == null || !enough(proof, signers)) {
        return Verdict.FORGED;
      }
      int from = at + EntryCodec.PREFIX_BYTES;
      byte[] leaf = MerkleTree.leaf(bytes.slice(from, header - from), sha);
      byte[] root = MerkleTree.climb(leaf, index, proof.count(), path, sha);
      return holds(proof, signers, root) ? Verdict.SOUND : Verdict.FORGED;
    }

    private boolean holds(Proof proof, SigningCluster signers, byte[] root) {
      Claim claim = new Claim(proof.claim(root));
      if (verified.containsKey(claim)) {
        return true;
      }
      if (forgeries == MAX_FORGERIES || !signed(proof, signers, root)) {
        forgeries = Math.min(MAX_FORGERIES, forgeries + 1);
        return false;
      }
      verified.put(claim, true);
      return true;
    }
  }

  /** Whether different members with enough stake claim to have signed. */
  private static boolean enough(Proof proof, SigningCluster signers) {
    long stake = 0;
    int previous = -1;
    for (int i = 0; i < proof.signatures(); i++) {
      int replica = proof.replica(i);
      if (replica <= previous || replica >= signers.keys().size()) {
        return false;
      }
      stake += signers.stakes().get(replica);
      previous = replica;
    }
    return stake >= signers.needed();
  }

  /** Whether every signature is right; a correct prover writes no wrong one. */
  private boolean signed(Proof proof, SigningCluster signers, byte[] root) {
    byte[] statement = Proof.statement(rsm, proof.epoch(), proof.first(), proof.count(), root);
    for (int i = 0; i < proof.signatures(); i++) {
      if (!Ed25519.verify(signers.keys().get(proof.replica(i)), statement, proof.signature(i))) {
        return false;
      }
    }
    return true;
  }

  /** A block with its signatures and root, compared byte by byte. */
  private static final class Claim {
    private final byte[] bytes;
    private final int hash;

    Claim(byte[] bytes) {
      this.bytes = bytes;
      this.hash = Arrays.hashCode(bytes);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Claim claim && Arrays.equals(bytes, claim.bytes);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
