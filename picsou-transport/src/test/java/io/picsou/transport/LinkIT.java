package io.picsou.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole links over real sockets. */
@Timeout(120)
class LinkIT {
  @Test
  void everyReceiverDeliversEverythingInOrder() {
    try (LinkFixture fixture =
        new LinkFixture(Loopback.link("all", 4, 4), Loopback.options(), 20_000, 100, 100)) {
      fixture.startAll().awaitAllDelivered();
      await().untilAsserted(() -> assertThat(fixture.sender(0).quacked()).isEqualTo(20_000));
    }
  }

  @Test
  void oneReceiverDownDoesNotStopTheOthers() {
    try (LinkFixture fixture =
        new LinkFixture(Loopback.link("down", 4, 4), Loopback.options(), 5_000, 100, 100)) {
      fixture.startReceiver(0);
      fixture.startReceiver(1);
      fixture.startReceiver(3);
      for (int i = 0; i < 4; i++) {
        fixture.startSender(i);
      }
      fixture.awaitAllDelivered();
      assertThat(fixture.sender(0).status()).contains("Connection refused");
    }
  }

  @Test
  void aReceiverThatRestartsGoesOnWhereItWas() {
    try (LinkFixture fixture =
        new LinkFixture(Loopback.link("restart", 4, 4), Loopback.options(), 20_000, 100, 50)) {
      fixture.startAll();
      fixture.awaitDelivered(1, 1_000);
      fixture.stopReceiver(1);
      fixture.awaitDelivered(0, 15_000);
      fixture.startReceiver(1);
      fixture.awaitAllDelivered();
    }
  }

  @Test
  void bigEntriesTravel() {
    try (LinkFixture fixture =
        new LinkFixture(Loopback.link("big", 2, 3), Loopback.options(), 8, 8 << 20, 1)) {
      fixture.startAll().awaitAllDelivered();
    }
  }

  @Test
  void closingIsPromptAndMayBeRepeated() {
    LinkFixture fixture =
        new LinkFixture(Loopback.link("close", 1, 2), Loopback.options(), 1_000_000, 100, 100);
    fixture.startAll().awaitDelivered(0, 1_000);
    long start = System.nanoTime();
    fixture.sender(0).close();
    fixture.receiver(1).close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    fixture.close();
  }
}
