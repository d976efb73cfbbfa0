package io.picsou.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.picsou.core.cluster.Link;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Links whose ends show certificates, over real sockets: sender 0 and both receivers have right
 * ones, and go on whatever sender 1 comes with.
 */
@Timeout(60)
class TlsIT {
  private static final Duration POLL = Duration.ofSeconds(20);

  @TempDir private Path directory;
  private final Link link = Loopback.link("l", 2, 2);
  private TestCertificates certificates;
  private ReceiverEndpoint receiver0;
  private ReceiverEndpoint receiver1;
  private SenderEndpoint sender;

  @BeforeEach
  void openRightEnds() throws Exception {
    certificates = new TestCertificates(directory, "ca");
    receiver0 = ReceiverEndpoint.open(link, 0, with(certificates.of("r", 0)), 0);
    receiver1 = ReceiverEndpoint.open(link, 1, with(certificates.of("r", 1)), 0);
    sender = SenderEndpoint.open(link, 0, with(certificates.of("s", 0)), 0);
  }

  @AfterEach
  void closeThem() {
    sender.close();
    receiver1.close();
    receiver0.close();
  }

  private static EndpointOptions with(TlsFiles files) {
    return Loopback.options().withTls(files);
  }

  /** Entries up to the stripe's end are sender 0's own, so they need nobody else. */
  private void assertTheRestGoesOn() throws InterruptedException {
    assertThat(sender.offer(Loopback.run(1, 2, 100), POLL)).isTrue();
    assertThat(receiver0.poll(POLL).last()).isEqualTo(2);
    assertThat(receiver1.poll(POLL).last()).isEqualTo(2);
    assertThat(receiver0.status()).contains("sender 1: not connected yet");
  }

  private void assertTurnedAway(EndpointOptions options, String message) throws Exception {
    try (SenderEndpoint stranger = SenderEndpoint.open(link, 1, options, 0)) {
      await()
          .atMost(POLL)
          .untilAsserted(() -> assertThat(stranger.status()).containsPattern(message));
      assertThat(stranger.failure()).isNull();
      assertTheRestGoesOn();
      assertThat(stranger.network().connections()).isZero();
    }
  }

  @Test
  void rightCertificatesMakeALink() throws Exception {
    try (SenderEndpoint other = SenderEndpoint.open(link, 1, with(certificates.of("s", 1)), 0)) {
      await().atMost(POLL).until(() -> other.network().connections() == 2);
      for (SenderEndpoint offering : new SenderEndpoint[] {sender, other}) {
        assertThat(offering.offer(Loopback.run(1, 20, 1000), POLL)).isTrue();
      }
      long last = 0;
      while (last < 20) {
        last = receiver0.poll(POLL).last();
      }
    }
  }

  @Test
  void aCertificateOfAnotherAuthorityIsTurnedAway() throws Exception {
    TlsFiles foreign = new TestCertificates(directory, "another").of("s", 1);
    TlsFiles known = certificates.of("s", 1);
    TlsFiles mixed = new TlsFiles(foreign.certificate(), foreign.key(), known.authorities());
    assertTurnedAway(with(mixed), "not reachable: .*(certificate|alert)");
  }

  @Test
  void aReceiverOfAnotherAuthorityIsNotBelieved() throws Exception {
    TlsFiles foreign = new TestCertificates(directory, "another").of("s", 1);
    assertTurnedAway(with(foreign), "not reachable: .*certification path");
  }

  @Test
  void anExpiredCertificateIsTurnedAway() throws Exception {
    assertTurnedAway(with(certificates.expired("s", 1)), "not reachable: .*(certificate|alert)");
  }

  @Test
  void aCertificateOfAnotherReplicaIsRefusedByName() throws Exception {
    assertTurnedAway(
        with(certificates.of("s", 0)),
        "refused: picsou.tls.cert of picsou://s/1 is for \\[picsou://s/0\\]; give every replica");
    assertThat(receiver0.network().refusals()).isPositive();
  }

  @Test
  void aReceiverWithTheCertificateOfAnotherIsRefused() throws Exception {
    receiver1.close();
    receiver1 = ReceiverEndpoint.open(link, 1, with(certificates.of("r", 0)), 0);
    await()
        .atMost(POLL)
        .untilAsserted(
            () ->
                assertThat(sender.status())
                    .contains("refused: picsou.tls.cert of picsou://r/1 is for [picsou://r/0]"));
  }

  @Test
  void whoeverSpeaksPlaintextIsTurnedAway() throws Exception {
    assertTurnedAway(Loopback.options(), "not reachable: .*picsou.tls");
  }

  @Test
  void whoeverAnswersInPlaintextIsNotBelieved() throws Exception {
    receiver1.close();
    receiver1 = ReceiverEndpoint.open(link, 1, Loopback.options(), 0);
    await()
        .atMost(POLL)
        .untilAsserted(
            () -> assertThat(sender.status()).containsPattern("not reachable: .*picsou.tls"));
  }
}
