package io.picsou.core.proof;

import io.picsou.core.entry.Entry;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** A sending cluster's keys, for tests. */
public final class Signers {
  public static final String RSM = "A";
  public final List<KeyPair> keys = new ArrayList<>();

  public Signers(int replicas) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      for (int i = 0; i < replicas; i++) {
        keys.add(generator.generateKeyPair());
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Replicas of stake 1 each. */
  public SigningCluster cluster(long epoch, long needed) {
    return new SigningCluster(
        epoch,
        keys.stream().map(KeyPair::getPublic).toList(),
        Collections.nCopies(keys.size(), 1L),
        needed);
  }

  public CommitProver prover(long epoch, int... replicas) {
    Map<Integer, PrivateKey> signing = new TreeMap<>();
    for (int replica : replicas) {
      signing.put(replica, keys.get(replica).getPrivate());
    }
    return new CommitProver(RSM, epoch, signing);
  }

  /** Entries with payloads that follow from their sequences, without proofs. */
  public static List<Entry> entries(long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(k -> Entry.of(k, ("entry " + k).getBytes(StandardCharsets.UTF_8)))
        .toList();
  }
}
