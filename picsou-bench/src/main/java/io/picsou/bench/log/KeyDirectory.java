package io.picsou.bench.log;

import io.picsou.core.proof.CommitProver;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The signing keys of one file RSM's replicas under one epoch: {@code cluster.properties} (rsm,
 * epoch, signers) and {@code replica-N.key} (PKCS#8 in Base64). For trials: who has them all can
 * sign for everyone.
 */
final class KeyDirectory {
  private static final String ALGORITHM = "Ed25519";

  private final Path directory;

  KeyDirectory(Path directory) {
    this.directory = directory;
  }

  /**
   * Makes keys; returns the public ones in X.509 form and Base64.
   *
   * @param signers how many of the replicas sign each block
   */
  List<String> create(String rsm, long epoch, int replicas, int signers)
      throws IOException, GeneralSecurityException {
    Files.createDirectories(directory);
    Path cluster = Files.createFile(directory.resolve("cluster.properties"));
    List<String> keys = new ArrayList<>();
    for (int replica = 0; replica < replicas; replica++) {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      var owner = PosixFilePermissions.fromString("rw-------");
      Path file = Files.createFile(keyFile(replica), PosixFilePermissions.asFileAttribute(owner));
      Files.writeString(file, base64(pair.getPrivate().getEncoded()) + "\n");
      keys.add(base64(pair.getPublic().getEncoded()));
    }
    Properties properties = new Properties();
    properties.setProperty("rsm", rsm);
    properties.setProperty("epoch", Long.toString(epoch));
    properties.setProperty("signers", Integer.toString(signers));
    try (Writer out = Files.newBufferedWriter(cluster)) {
      properties.store(out, null);
    }
    return keys;
  }

  /** A prover with the keys of the first replicas, as many as have to sign. */
  CommitProver prover() throws IOException, GeneralSecurityException {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(directory.resolve("cluster.properties"))) {
      properties.load(in);
    }
    Map<Integer, PrivateKey> keys = new TreeMap<>();
    for (int i = 0; i < Integer.parseInt(properties.getProperty("signers")); i++) {
      byte[] encoded = Base64.getDecoder().decode(Files.readString(keyFile(i)).trim());
      keys.put(
          i, KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded)));
    }
    long epoch = Long.parseLong(properties.getProperty("epoch"));
    return new CommitProver(properties.getProperty("rsm"), epoch, keys);
  }

  private Path keyFile(int replica) {
    return directory.resolve("replica-" + replica + ".key");
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
