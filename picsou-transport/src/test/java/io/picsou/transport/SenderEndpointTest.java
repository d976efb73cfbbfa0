package io.picsou.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.picsou.core.cluster.Link;
import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Peer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The application's side of a sender, over a core that does as it is told; nobody listens. */
@Timeout(30)
class SenderEndpointTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final Link link = Loopback.link("fake", 1, 1);
  private final FakeSender core = new FakeSender();

  private SenderEndpoint open() {
    EndpointOptions options =
        Loopback.options().withBatching(new BatchOptions(1_000, Duration.ZERO, 10_000));
    return SenderEndpoint.open(Identity.of(link, Peer.sender(0), options), core);
  }

  @Test
  void takesRunsInOrderOnly() throws InterruptedException {
    try (SenderEndpoint sender = open()) {
      assertThat(sender.offer(Loopback.run(1, 3, 8), SOON)).isTrue();
      assertThat(sender.offered()).isEqualTo(3);
      assertThatThrownBy(() -> sender.offer(Loopback.run(5, 5, 8), SOON))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("where entry 4 belongs");
    }
  }

  @Test
  void refusesInTimeWhenTheWindowIsFull() throws InterruptedException {
    core.windowFull = true;
    try (SenderEndpoint sender = open()) {
      Frame first = Loopback.run(1, 1, 9_000);
      assertThat(sender.offer(first, Duration.ZERO)).isTrue();
      Frame second = Loopback.run(2, 2, 9_000);
      assertThat(sender.offer(second, Duration.ofMillis(1))).isFalse();
      assertThat(sender.offered()).isEqualTo(1);
    }
  }

  @Test
  void aBrokenCoreFailsTheEndpoint() throws InterruptedException {
    core.broken = new IllegalStateException("invariant broken");
    try (SenderEndpoint sender = open()) {
      await().untilAsserted(() -> assertThat(sender.failure()).isSameAs(core.broken));
      assertThatThrownBy(() -> sender.offer(Loopback.run(1, 1, 8), SOON))
          .isInstanceOf(IllegalStateException.class)
          .hasCause(core.broken);
    }
  }

  @Test
  void closeLetsAWaitingCallerGo() throws InterruptedException {
    core.windowFull = true;
    SenderEndpoint sender = open();
    assertThat(sender.offer(Loopback.run(1, 1, 9_000), SOON)).isTrue();
    CompletableFuture<Boolean> waiting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return sender.offer(Loopback.run(2, 2, 9_000), SOON);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    sender.close();
    sender.close();
    assertThatThrownBy(waiting::get)
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("sender 0 is closed");
  }
}
