package io.picsou.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import io.picsou.core.cluster.Replica;
import io.picsou.core.cluster.Thresholds;
import io.picsou.core.protocol.LinkOptions;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who gets a connection and who does not, over real sockets. */
@Timeout(60)
class ConnectionIT {
  private final Link link = Loopback.link("l", 2, 1);
  private final EndpointOptions options = Loopback.options();

  private static void awaitStatus(SenderEndpoint sender, String text) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(sender.status()).contains(text));
  }

  @Test
  void aLinkWithAnotherIdIsRefusedByNameOfTheSetting() throws InterruptedException {
    Link other = new Link("m", link.sending(), link.receiving());
    try (ReceiverEndpoint receiver = ReceiverEndpoint.open(link, 0, options, 0);
        SenderEndpoint stranger = SenderEndpoint.open(other, 0, options, 0);
        SenderEndpoint sender = SenderEndpoint.open(link, 1, options, 0)) {
      awaitStatus(
          stranger, "refused: picsou.link.id differs: l at receiver 0, m at sender 0; give both");
      awaitStatus(sender, "connected");
      assertThat(stranger.failure()).isNull();
      assertThat(receiver.network().refusals()).isPositive();
      assertThat(receiver.status()).contains("sender 0: not connected yet");
    }
  }

  @Test
  void settingsThatDifferAreNamed() {
    LinkOptions defaults = LinkOptions.defaults();
    LinkOptions stripe1 =
        new LinkOptions(
            1,
            defaults.stripeBytes(),
            defaults.phi(),
            defaults.acks(),
            defaults.sendWindowBytes(),
            defaults.receiveWindowBytes(),
            defaults.retentionBytes(),
            defaults.ackInterval(),
            defaults.minReorderWindow(),
            defaults.maxReorderWindow());
    Cluster larger = new Cluster("s", 0, List.of(new Replica(0, "", 1)), Thresholds.crash(1));
    Link smaller = new Link("l", larger, link.receiving());
    try (ReceiverEndpoint receiver = ReceiverEndpoint.open(link, 0, options, 0);
        SenderEndpoint striped = SenderEndpoint.open(link, 0, options.withLink(stripe1), 0);
        SenderEndpoint lonely = SenderEndpoint.open(smaller, 0, options, 0)) {
      awaitStatus(
          striped, "picsou.stripe differs: " + defaults.stripe() + " at receiver 0, 1 at sender 0");
      awaitStatus(lonely, "picsou.sending.replicas differs: stakes [1, 1] at receiver 0");
      assertThat(receiver.failure()).isNull();
    }
  }

  @Test
  void aSecondReplicaWithTheSameIdIsRefusedUntilTheFirstIsGone() {
    try (ReceiverEndpoint receiver = ReceiverEndpoint.open(link, 0, options, 0)) {
      SenderEndpoint first = SenderEndpoint.open(link, 0, options, 0);
      awaitStatus(first, "connected");
      try (SenderEndpoint second = SenderEndpoint.open(link, 0, options, 0)) {
        awaitStatus(second, "refused: sender 0 is connected already; give every replica");
        await().atMost(Duration.ofSeconds(20)).until(() -> receiver.network().refusals() >= 12);
        assertThat(first.status()).as("the first answers every challenge").contains(": connected");
        assertThat(first.network().connections()).isEqualTo(1);
        first.close();
        awaitStatus(second, ": connected");
      }
    }
  }

  @Test
  void aGhostThatDoesNotAnswerIsReplaced() {
    try (ReceiverEndpoint receiver = ReceiverEndpoint.open(link, 0, options, 0);
        Ghost ghost = new Ghost(link, options)) {
      ghost.awaitAdmitted();
      try (SenderEndpoint sender = SenderEndpoint.open(link, 0, options, 0)) {
        awaitStatus(sender, ": connected");
        assertThat(receiver.network().refusals()).isPositive();
        assertThatThrownBy(() -> ghost.ended.get(10, TimeUnit.SECONDS))
            .cause()
            .isInstanceOfSatisfying(
                StatusRuntimeException.class,
                e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.ABORTED));
      }
    }
  }

  @Test
  void aCorruptFrameIsDroppedAndCountedAndTheStreamGoesOn() throws InterruptedException {
    try (ReceiverEndpoint receiver = ReceiverEndpoint.open(link, 0, options, 0);
        Ghost ghost = new Ghost(link, options)) {
      ghost.awaitAdmitted();
      ghost.send(Loopback.run(1, 2, 100), true);
      ghost.send(Loopback.run(1, 2, 100), false);
      assertThat(receiver.poll(Duration.ofSeconds(10)).last()).isEqualTo(2);
      await().untilAsserted(() -> assertThat(receiver.network().corrupt()).isEqualTo(1));
      assertThat(receiver.network().evidence()).isEqualTo(1);
      assertThat(ghost.ended).isNotDone();
    }
  }

  @Test
  void whoeverAnswersAtTheWrongAddressIsRefused() {
    Link pair = Loopback.link("pair", 1, 2);
    List<Replica> replicas = pair.receiving().replicas();
    Cluster swapped =
        new Cluster(
            "r",
            0,
            List.of(
                new Replica(0, replicas.get(1).address(), 1),
                new Replica(1, replicas.get(0).address(), 1)),
            Thresholds.crash(2));
    Link wrong = new Link("pair", pair.sending(), swapped);
    try (ReceiverEndpoint receiver = ReceiverEndpoint.open(pair, 1, options, 0);
        SenderEndpoint sender = SenderEndpoint.open(wrong, 0, options, 0)) {
      awaitStatus(sender, "refused: receiver 1 answers there; correct the addresses in picsou");
      assertThat(receiver.failure()).isNull();
    }
  }

  @Test
  void anAddressThatCannotBeBoundIsNamed() {
    try (ReceiverEndpoint first = ReceiverEndpoint.open(link, 0, options, 0)) {
      assertThatThrownBy(() -> ReceiverEndpoint.open(link, 0, options, 0))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("cannot listen on localhost:" + first.port())
          .hasMessageContaining("picsou.receiving.replicas")
          .hasMessageContaining("picsou.listen");
    }
  }
}
