package io.picsou.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.picsou.core.cluster.Link;
import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.LinkOptions;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A sender that could send for ever, and a receiver that nobody polls. */
@Timeout(60)
class BackPressureIT {
  private static final int PAYLOAD = 100_000;
  private static final long WINDOW = 2L << 20;
  private static final long QUEUE = 1L << 20;

  /**
   * What a receiver delivers ahead, what it holds in its window, and what one cycle adds to both.
   */
  private static final long RECEIVER_BYTES = ReceiverEndpoint.DELIVERY_BYTES + 2 * WINDOW;

  private static EndpointOptions options(LinkOptions.Acks acks) {
    LinkOptions link =
        new LinkOptions(
            1,
            64 << 10,
            256,
            acks,
            WINDOW / 2,
            WINDOW,
            WINDOW,
            Duration.ofMillis(2),
            Duration.ofMillis(20),
            Duration.ofSeconds(1));
    return Loopback.options()
        .withLink(link)
        .withBatching(new BatchOptions(256 << 10, Duration.ofMillis(1), QUEUE));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsUnderWayIsBoundedAndNothingIsLost(LinkOptions.Acks acks) throws InterruptedException {
    Link link = Loopback.link("pressure", 1, 1);
    try (ReceiverEndpoint receiver = ReceiverEndpoint.open(link, 0, options(acks), 0);
        SenderEndpoint sender = SenderEndpoint.open(link, 0, options(acks), 0)) {
      await().atMost(Duration.ofSeconds(30)).until(() -> sender.network().connections() == 1);
      long last = offerUntilRefused(sender);
      assertThat(last * PAYLOAD).isBetween((long) PAYLOAD, WINDOW + QUEUE + RECEIVER_BYTES);
      assertThat(sender.network().dropped())
          .as("first transmissions pause instead of overflowing")
          .isLessThanOrEqualTo(sender.counters().entriesResent());

      for (long next = 1; next <= last; ) {
        Frame run = receiver.poll(Duration.ofSeconds(20));
        assertThat(run).as("run from " + next).isNotNull();
        assertThat(run.first()).isEqualTo(next);
        next = run.last() + 1;
        receiver.durable(run.last());
      }
      assertThat(sender.offer(Loopback.run(last + 1, last + 1, PAYLOAD), Duration.ofSeconds(20)))
          .isTrue();
    }
  }

  private static long offerUntilRefused(SenderEndpoint sender) throws InterruptedException {
    long last = 0;
    while (sender.offer(Loopback.run(last + 1, last + 1, PAYLOAD), Duration.ofSeconds(2))) {
      last++;
    }
    return last;
  }
}
