package io.picsou.sim;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.proof.CommitProver;
import io.picsou.core.proof.ProofFilter;
import io.picsou.core.proof.ProofVerifier;
import io.picsou.core.proof.SigningCluster;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Commit proofs of one history: as many replicas of the sending cluster sign as have to. One filter
 * serves all receivers, because verdicts do not depend on what was seen before.
 */
final class Proofs {
  private static final List<KeyPair> KEYS = new ArrayList<>();

  private final Cluster signers;
  private final List<KeyPair> keys;

  Proofs(Cluster signers) {
    this.signers = signers;
    this.keys = keys(signers.size());
  }

  CommitProver prover() {
    Map<Integer, PrivateKey> signing = new TreeMap<>();
    long stake = 0;
    for (int id = 0; stake < signers.proofStake(); id++) {
      signing.put(id, keys.get(id).getPrivate());
      stake += signers.stake(id);
    }
    return new CommitProver(signers.id(), signers.epoch(), signing);
  }

  ProofFilter filter() {
    SigningCluster known =
        SigningCluster.of(signers, keys.stream().map(KeyPair::getPublic).toList());
    return new ProofFilter(new ProofVerifier(signers.id(), List.of(known)));
  }

  /** What keys are is of no consequence to a history; making them takes longer than most do. */
  private static synchronized List<KeyPair> keys(int replicas) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      while (KEYS.size() < replicas) {
        KEYS.add(generator.generateKeyPair());
      }
      return List.copyOf(KEYS.subList(0, replicas));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks Ed25519", e);
    }
  }
}
