package io.picsou.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.picsou.core.protocol.SenderCounters;
import io.picsou.core.strategy.Strategy;
import java.time.Duration;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The rivals over real sockets: four replicas on each side, nothing fails, every copy counted. */
@Timeout(120)
class StrategyIT {
  private static final int REPLICAS = 4;
  private static final long ENTRIES = 20_000;

  private static LinkFixture start(Strategy strategy) {
    return new LinkFixture(
            Loopback.link(strategy.name(), REPLICAS, REPLICAS),
            Loopback.options().withStrategy(strategy),
            ENTRIES,
            100,
            100)
        .startAll();
  }

  private static long sent(LinkFixture fixture, ToLongFunction<SenderCounters> figure) {
    return replicas().mapToLong(i -> figure.applyAsLong(fixture.sender(i).counters())).sum();
  }

  /** A slow machine may take an entry for lost and repeat it: the simulations count those. */
  private static long firstTransmissions(LinkFixture fixture) {
    return sent(fixture, SenderCounters::entriesSent)
        - sent(fixture, SenderCounters::entriesResent);
  }

  private static long forwarded(LinkFixture fixture) {
    return replicas().mapToLong(i -> fixture.receiver(i).counters().entriesForwarded()).sum();
  }

  private static long received(LinkFixture fixture, int receiver) {
    return fixture.receiver(receiver).counters().entriesReceived();
  }

  private static IntStream replicas() {
    return IntStream.range(0, REPLICAS);
  }

  private static void awaitCopies(LinkFixture fixture, long expected) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(firstTransmissions(fixture)).isEqualTo(expected));
  }

  @Test
  void oneShotDeliversEachEntryToThePartner() {
    try (LinkFixture fixture = start(Strategy.OST)) {
      awaitCopies(fixture, ENTRIES);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(replicas().mapToLong(i -> received(fixture, i)).sum())
                      .isEqualTo(ENTRIES));
      replicas()
          .forEach(
              i ->
                  assertThat(received(fixture, i))
                      .isEqualTo(fixture.sender(i).counters().entriesSent()));
      assertThat(forwarded(fixture)).isZero();
      assertThat(fixture.sender(0).quacked()).isEqualTo(ENTRIES);
    }
  }

  @Test
  void allToAllMakesACopyForEachPair() {
    try (LinkFixture fixture = start(Strategy.ATA)) {
      fixture.awaitAllDelivered();
      awaitCopies(fixture, ENTRIES * REPLICAS * REPLICAS);
      assertThat(forwarded(fixture)).isZero();
    }
  }

  @Test
  void leaderToLeaderMakesOneCopyAndForwardsIt() {
    try (LinkFixture fixture = start(Strategy.LL)) {
      fixture.awaitAllDelivered();
      awaitCopies(fixture, ENTRIES);
      assertThat(forwarded(fixture)).isGreaterThanOrEqualTo(ENTRIES * (REPLICAS - 1));
      await().untilAsserted(() -> assertThat(fixture.sender(3).quacked()).isEqualTo(ENTRIES));
    }
  }

  @Test
  void otuMakesOneCopyMoreThanMayFail() {
    try (LinkFixture fixture = start(Strategy.OTU)) {
      fixture.awaitAllDelivered();
      assertThat(firstTransmissions(fixture)).isBetween(2 * ENTRIES, 4 * ENTRIES);
      assertThat(forwarded(fixture)).isPositive();
    }
  }

  @Test
  void aReceiverThatRestartsCatchesUp() {
    for (Strategy strategy : new Strategy[] {Strategy.ATA, Strategy.LL, Strategy.OTU}) {
      try (LinkFixture fixture = start(strategy)) {
        fixture.awaitDelivered(1, 1_000);
        fixture.stopReceiver(1);
        fixture.awaitDelivered(0, ENTRIES);
        fixture.startReceiver(1);
        fixture.awaitAllDelivered();
      }
    }
  }
}
