package io.picsou.transport;

import io.grpc.netty.GrpcSslContexts;
import io.grpc.util.AdvancedTlsX509TrustManager;
import io.grpc.util.AdvancedTlsX509TrustManager.Verification;
import io.grpc.util.CertificateUtils;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;

/**
 * What a replica shows to its peers and believes them by: TLS 1.3, with certificates at both ends.
 * The files are read when an endpoint opens. Which replica a certificate stands for is up to {@link
 * PeerCertificate}, so host names are of no interest.
 *
 * @param certificate PEM file of the replica's certificate, with those between it and the authority
 * @param key PEM file of its private key, PKCS#8 without a password
 * @param authorities PEM file of the certificate authorities that peers must be certified by
 */
public record TlsFiles(Path certificate, Path key, Path authorities) {
  private static final String PROTOCOL = "TLSv1.3";

  /** Reads one kind of thing from a file. */
  private interface Reader<T> {
    T read(InputStream in) throws IOException, GeneralSecurityException;
  }

  /** For the end that dials. */
  SslContext client() {
    return build(
        SslContextBuilder.forClient()
            .keyManager(readKey(), readChain(LinkKeys.TLS_CERT, certificate)));
  }

  /** For the end that is dialled; it takes nobody without a certificate. */
  SslContext server() {
    return build(
        SslContextBuilder.forServer(readKey(), readChain(LinkKeys.TLS_CERT, certificate))
            .clientAuth(ClientAuth.REQUIRE));
  }

  private SslContext build(SslContextBuilder builder) {
    try {
      AdvancedTlsX509TrustManager trust =
          AdvancedTlsX509TrustManager.newBuilder()
              .setVerification(Verification.CERTIFICATE_ONLY_VERIFICATION)
              .build();
      trust.updateTrustCredentials(readChain(LinkKeys.TLS_CA, authorities));
      return GrpcSslContexts.configure(builder).trustManager(trust).protocols(PROTOCOL).build();
    } catch (IOException | GeneralSecurityException e) {
      throw new ConfigException(LinkKeys.TLS_CERT, certificate, "cannot be used: " + e);
    }
  }

  /**
   * Checks everything that can be known before a peer looks at it.
   *
   * @param name what {@link PeerCertificate} calls this replica
   * @throws ConfigException that names the setting
   */
  void check(String name) {
    X509Certificate own = readChain(LinkKeys.TLS_CERT, certificate)[0];
    readChain(LinkKeys.TLS_CA, authorities);
    try {
      own.checkValidity();
    } catch (GeneralSecurityException e) {
      throw new ConfigException(
          LinkKeys.TLS_CERT, certificate, "is not valid now, get a new one: " + e.getMessage());
    }
    Set<String> names = PeerCertificate.names(own);
    if (!names.contains(name)) {
      throw new ConfigException(
          LinkKeys.TLS_CERT,
          certificate,
          "is for " + names + ", but this replica needs one with the URI name " + name);
    }
    if (!belongTogether(readKey(), own)) {
      throw new ConfigException(LinkKeys.TLS_KEY, key, "is not the key of " + certificate);
    }
  }

  private PrivateKey readKey() {
    return read(
        LinkKeys.TLS_KEY,
        key,
        "PRIVATE KEY (PKCS#8, no password)",
        in -> {
          return CertificateUtils.getPrivateKey(in);
        });
  }

  private static X509Certificate[] readChain(String setting, Path file) {
    return read(
        setting,
        file,
        "CERTIFICATE",
        in -> {
          X509Certificate[] chain = CertificateUtils.getX509Certificates(in);
          if (chain.length == 0) {
            throw new IOException("it holds none");
          }
          return chain;
        });
  }

  private static <T> T read(String setting, Path file, String wanted, Reader<T> reader) {
    if (!Files.isReadable(file)) {
      throw new ConfigException(setting, file, "there is no readable file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return reader.read(in);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw new ConfigException(
          setting, file, "is no PEM file with a " + wanted + ": " + e.getMessage());
    }
  }

  private static boolean belongTogether(PrivateKey key, X509Certificate certificate) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> key.getAlgorithm();
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
