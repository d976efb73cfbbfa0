package io.picsou.core.proof;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** The JDK's Ed25519 and SHA-256, without checked exceptions. Stateless and thread-safe. */
public final class Ed25519 {
  /** Bytes of a signature. */
  public static final int SIGNATURE_BYTES = 64;

  /** Bytes of a public key without its X.509 frame. */
  public static final int RAW_KEY_BYTES = 32;

  private static final String NAME = "Ed25519";

  /** What X.509 writes in front of the raw key. */
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private Ed25519() {}

  /**
   * A public key from its X.509 form or its 32 raw bytes.
   *
   * @throws IllegalArgumentException if the bytes are neither
   */
  public static PublicKey publicKey(byte[] encoded) {
    byte[] x509 = encoded;
    if (encoded.length == RAW_KEY_BYTES) {
      x509 = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + RAW_KEY_BYTES);
      System.arraycopy(encoded, 0, x509, X509_PREFIX.length, RAW_KEY_BYTES);
    }
    try {
      return KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(x509));
    } catch (InvalidKeySpecException e) {
      throw new IllegalArgumentException(
          "is no Ed25519 public key: neither " + RAW_KEY_BYTES + " raw bytes nor X.509", e);
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  static byte[] sign(PrivateKey key, byte[] message) {
    try {
      Signature signature = Signature.getInstance(NAME);
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  static boolean verify(PublicKey key, byte[] message, byte[] signed) {
    try {
      Signature signature = Signature.getInstance(NAME);
      signature.initVerify(key);
      signature.update(message);
      return signature.verify(signed);
    } catch (java.security.SignatureException e) {
      return false; // not even the form of one
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  private static IllegalStateException missing(GeneralSecurityException e) {
    return new IllegalStateException("this Java runtime lacks Ed25519 or SHA-256", e);
  }
}
