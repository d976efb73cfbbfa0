package io.picsou.transport;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** A certificate authority of its own, and what it certifies, as PEM files. */
final class TestCertificates {
  private static final Duration DAY = Duration.ofDays(1);

  private final Path directory;
  private final X509Bundle authority;
  private final Instant now = Instant.now();
  private final Path authorities;
  private int count;

  TestCertificates(Path directory, String name) throws Exception {
    this.directory = Files.createDirectories(directory.resolve(name));
    this.authority =
        new CertificateBuilder()
            .subject("CN=" + name)
            .setIsCertificateAuthority(true)
            .algorithm(CertificateBuilder.Algorithm.ecp256)
            .buildSelfSigned();
    this.authorities = write("ca.pem", authority.getCertificatePEM());
  }

  /** Valid for a day, in the name of a replica of a cluster. */
  TlsFiles of(String cluster, int replica) throws Exception {
    return issue(PeerCertificate.name(cluster, replica), now.plus(DAY));
  }

  TlsFiles expired(String cluster, int replica) throws Exception {
    return issue(PeerCertificate.name(cluster, replica), now.minusSeconds(60));
  }

  TlsFiles withUri(String uri) throws Exception {
    return issue(uri, now.plus(DAY));
  }

  private TlsFiles issue(String uri, Instant end) throws Exception {
    X509Bundle bundle =
        new CertificateBuilder()
            .subject("CN=replica")
            .addSanUriName(uri)
            .algorithm(CertificateBuilder.Algorithm.ecp256)
            .notBefore(now.minus(DAY))
            .notAfter(end)
            .buildIssuedBy(authority);
    int number = ++count;
    return new TlsFiles(
        write(number + "-cert.pem", bundle.getCertificatePathPEM()),
        write(number + "-key.pem", bundle.getPrivateKeyPEM()),
        authorities);
  }

  private Path write(String name, String pem) {
    try {
      return Files.writeString(directory.resolve(name), pem);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
