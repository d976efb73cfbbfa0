package io.picsou.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picsou.core.protocol.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of {@code picsou.tls.*} is found wrong before anything starts. */
class TlsConfigTest {
  @TempDir private Path directory;
  private TestCertificates certificates;

  private final Map<String, String> settings =
      new HashMap<>(
          Map.of(
              "picsou.link.id", "a-to-b",
              "picsou.replica.id", "1",
              "picsou.sending.cluster", "cluster a",
              "picsou.sending.replicas", "0,1",
              "picsou.receiving.cluster", "b",
              "picsou.receiving.replicas", "0@b0:7070"));

  @BeforeEach
  void makeAuthority() throws Exception {
    certificates = new TestCertificates(directory, "ca");
  }

  private EndpointOptions read(TlsFiles files) {
    settings.put("picsou.tls.cert", files.certificate().toString());
    settings.put("picsou.tls.key", files.key().toString());
    settings.put("picsou.tls.ca", files.authorities().toString());
    ConfigDef definition = LinkConfig.define(new ConfigDef());
    return new LinkConfig(new AbstractConfig(definition, settings, false), Side.SENDING).options();
  }

  private void assertWrong(TlsFiles files, String setting, String advice) {
    assertThatThrownBy(() -> read(files))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(setting)
        .hasMessageContaining(advice);
  }

  @Test
  void rightFilesAreTaken() throws Exception {
    TlsFiles files = certificates.of("cluster a", 1);
    assertThat(read(files).tls()).isEqualTo(files);
    assertThat(read(certificates.withUri("picsou://cluster%20a/1")).tls()).isNotNull();
  }

  @Test
  void allFilesGoTogether() throws Exception {
    TlsFiles files = certificates.of("cluster a", 1);
    TlsFiles without = new TlsFiles(files.certificate(), Path.of(""), files.authorities());
    assertWrong(without, "picsou.tls.key", "set all of [picsou.tls.cert, ");
  }

  @Test
  void aFileThatIsNotThereIsNamed() throws Exception {
    TlsFiles files = certificates.of("cluster a", 1);
    Path none = directory.resolve("none.pem");
    assertWrong(
        new TlsFiles(files.certificate(), files.key(), none), "picsou.tls.ca", "no readable file");
  }

  @Test
  void filesWithOtherContentsAreNamed() throws Exception {
    TlsFiles files = certificates.of("cluster a", 1);
    Path text = Files.writeString(directory.resolve("text"), "no certificate");
    assertWrong(
        new TlsFiles(text, files.key(), files.authorities()), "picsou.tls.cert", "CERTIFICATE");
    assertWrong(
        new TlsFiles(files.certificate(), text, files.authorities()),
        "picsou.tls.key",
        "PRIVATE KEY (PKCS#8, no password)");
  }

  @Test
  void theKeyOfAnotherCertificateIsNamed() throws Exception {
    TlsFiles files = certificates.of("cluster a", 1);
    Path other = certificates.of("cluster a", 1).key();
    assertWrong(
        new TlsFiles(files.certificate(), other, files.authorities()),
        "picsou.tls.key",
        "is not the key of");
  }

  @Test
  void theCertificateOfAnotherReplicaIsNamed() throws Exception {
    assertWrong(
        certificates.of("cluster a", 0),
        "picsou.tls.cert",
        "is for [picsou://cluster%20a/0], but this replica needs one with the URI name"
            + " picsou://cluster%20a/1");
    assertWrong(certificates.withUri("https://example.org"), "picsou.tls.cert", "is for []");
  }

  @Test
  void anExpiredCertificateIsNamed() throws Exception {
    assertWrong(certificates.expired("cluster a", 1), "picsou.tls.cert", "is not valid now");
  }
}
