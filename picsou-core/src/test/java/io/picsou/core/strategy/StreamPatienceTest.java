package io.picsou.core.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.cluster.Link;
import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Ack;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Epochs;
import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.SenderProtocol;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** When a stream to one peer repeats something; windows are 20 ms and 5 s. */
class StreamPatienceTest {
  private static final long MILLIS = LinkSimulation.MILLIS;
  private static final Link LINK =
      new Link("link", LinkSimulationTest.cluster("A", 1), LinkSimulationTest.cluster("B", 1));

  /** The round trip is longer than the window, and the second frame was faster. */
  @Test
  void aGapIsLateFromWhenItIsSeen() {
    SenderProtocol sender = sender(0);
    sender.offer(run(1, 2), 0);
    sender.offer(run(3, 4), 0);
    Ack overtaken = new Ack(0, 0, new long[] {0b1100});
    ack(sender, overtaken, 30 * MILLIS);
    ack(sender, overtaken, 49 * MILLIS);
    assertThat(sender.counters().entriesResent()).isZero();

    ack(sender, overtaken, 50 * MILLIS);

    assertThat(sender.counters().entriesResent()).isEqualTo(2);
  }

  /** Whatever the clock shows: it may well be far below zero. */
  @Test
  void aPeerLeftBehindBeforeARestartIsHelped() {
    for (long start : new long[] {Long.MIN_VALUE / 4, 0, Long.MAX_VALUE / 4}) {
      SenderProtocol sender = sender(10);
      sender.tick(start);
      ack(sender, new Ack(5, 5, new long[0]), start + 1);
      ack(sender, new Ack(5, 5, new long[0]), start + 5_001 * MILLIS);

      assertThat(sender.historyWanted()).as("from %d", start).isEqualTo(6);
    }
  }

  /** Or others would go on without it until nobody has what it lacks. */
  @Test
  void waitsForAReceiverThatIsFarBehind() {
    Link three =
        new Link("link", LinkSimulationTest.cluster("A", 1), LinkSimulationTest.cluster("B", 3));
    LinkOptions options = LinkSimulationTest.options(1, 256);
    SenderProtocol sender = Strategy.ATA.sender(three, 0, options, 0);
    int paused = 0;
    for (long next = 1; paused == 0 && run(1, next).sizeBytes() <= options.retentionBytes(); ) {
      ack(sender, 2, upTo(0), 0);
      if (sender.offer(run(next, next), 0)) {
        ack(sender, 0, upTo(next), 0);
        ack(sender, 1, upTo(next), 0);
        next++;
      } else {
        paused++;
      }
    }
    assertThat(paused).isEqualTo(1);
    assertThat(sender.nextDeadlineNanos()).isBetween(1L, 1_000 * MILLIS);

    long last = sender.offered();
    ack(sender, 2, upTo(last), 1);

    assertThat(sender.offer(run(last + 1, last + 1), 1)).isTrue();
  }

  private static Ack upTo(long sequence) {
    return new Ack(sequence, sequence, new long[0]);
  }

  private static SenderProtocol sender(long after) {
    return Strategy.ATA.sender(LINK, 0, LinkSimulationTest.options(1, 256), after);
  }

  private static void ack(SenderProtocol sender, Ack ack, long nowNanos) {
    ack(sender, 0, ack, nowNanos);
  }

  private static void ack(SenderProtocol sender, int receiver, Ack ack, long nowNanos) {
    Message told = new Message.Acknowledge(ack);
    sender.handle(new Envelope(Peer.receiver(receiver), new Epochs(0, 0), told), nowNanos);
  }

  private static Frame run(long first, long last) {
    return Frame.of(
        LongStream.rangeClosed(first, last).mapToObj(k -> LinkSimulation.entry(k, 20)).toList());
  }
}
