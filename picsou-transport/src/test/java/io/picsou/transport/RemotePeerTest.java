package io.picsou.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Epochs;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Peer;
import io.picsou.core.stream.Congestion;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long an endpoint waits for a peer that is slow to take what is meant for it. */
class RemotePeerTest {
  private static final long START = -77;
  private static final long END = START + Congestion.PATIENCE_NANOS;

  /** A batch has one entry, the queue twice as many as a step. */
  private static final int PAYLOAD = 100;

  private static final int COST = PAYLOAD + 24 + BatchCodec.MESSAGE_OVERHEAD_BYTES;
  private static final int CAPACITY = 2 * Congestion.STEPS;
  private static final int HALF = CAPACITY / 2;

  private final FakeStream stream = new FakeStream();
  private final Driver driver = new Driver("test", () -> 0);
  private final RemotePeer remote =
      new RemotePeer(
          Peer.receiver(0),
          "",
          new Outbox(
              new BatchOptions(COST, Duration.ZERO, (long) CAPACITY * COST),
              new OutboxPool(0),
              new WireAcks()));
  private long next = 1;

  @BeforeEach
  void connect() {
    remote.connected(stream.session(driver), 1);
  }

  @Test
  void nobodyWaitsForAPeerWithAShortQueue() {
    add(HALF);
    remote.flush(START);

    assertThat(remote.congested()).isFalse();
    assertThat(remote.worthAPause(START)).isFalse();
    assertThat(remote.deadlineNanos(START)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aPauseLastsUntilPatienceEnds() {
    add(HALF + 1);
    assertThat(remote.worthAPause(START)).as("congested since just now").isTrue();

    remote.flush(START);

    assertThat(remote.deadlineNanos(START)).isEqualTo(END);
    assertThat(remote.worthAPause(END - 1)).isTrue();
    assertThat(remote.worthAPause(END)).isFalse();
    assertThat(remote.congested()).as("and yet it is").isTrue();
  }

  @Test
  void aPauseEndsWhenThePeerHasTakenEnough() {
    add(HALF + 1);
    remote.flush(START);

    take(1, START + 1);

    assertThat(stream.written).hasSize(1);
    assertThat(remote.worthAPause(START + 1)).isFalse();
  }

  /** One step is two entries here: after a single one, the old patience goes on. */
  @Test
  void smallStepsBringNoNewPatience() {
    add(HALF + 1);
    remote.flush(START);
    take(1, START + 1);
    add(1);
    remote.flush(START + 2);

    assertThat(remote.worthAPause(END - 1)).isTrue();
    assertThat(remote.worthAPause(END)).isFalse();
  }

  @Test
  void aWholeStepBringsNewPatience() {
    add(HALF + 1);
    remote.flush(START);
    take(2, START + 1);
    add(2);
    remote.flush(END);

    assertThat(remote.worthAPause(END)).isTrue();
    assertThat(remote.deadlineNanos(END)).isEqualTo(END + Congestion.PATIENCE_NANOS);
  }

  @Test
  void whoWasGivenUpIsWaitedForAgainOnlyAfterAStepTowardsAShortQueue() {
    add(CAPACITY);
    remote.flush(START);
    take(2, END);
    assertThat(remote.worthAPause(END)).as("a step, but still congested").isFalse();

    take(HALF, END + 1);
    add(HALF);
    remote.flush(END + 2);

    assertThat(remote.worthAPause(END + 2)).isTrue();
  }

  @Test
  void nothingWaitsForAPeerThatIsGone() {
    add(HALF + 1);
    remote.flush(START);

    remote.disconnected("gone");
    add(HALF + 1);
    remote.flush(START + 1);

    assertThat(remote.congested()).isFalse();
    assertThat(remote.worthAPause(START + 1)).isFalse();
    assertThat(remote.dropped()).isEqualTo(HALF + 1);
  }

  @Test
  void isBusyFromTheFirstMessageUntilNothingWaits() {
    stream.room = 0;
    assertThat(add()).as("from now on").isTrue();
    assertThat(add()).as("it was before").isFalse();
    assertThat(remote.flush(START)).as("both wait").isTrue();
    stream.room = 1;
    assertThat(remote.flush(START)).as("one waits").isTrue();
    stream.room = 1;
    assertThat(remote.flush(START)).isFalse();
    assertThat(add()).isTrue();
  }

  @Test
  void isNotBusyOnceItHasTakenWhatWasTooMuch() {
    add(HALF + 1);
    assertThat(remote.flush(START)).isTrue();
    stream.room = HALF + 1;
    assertThat(remote.flush(START + 1)).as("taken, and more than a step").isFalse();
    assertThat(remote.congested()).isFalse();
  }

  private void add(int entries) {
    for (int i = 0; i < entries; i++) {
      add();
    }
  }

  private boolean add() {
    Message data = new Message.Data(Loopback.run(next, next, PAYLOAD), false, 0);
    next++;
    return remote.add(new Envelope(Peer.receiver(0), new Epochs(0, 0), data));
  }

  /** The peer takes so many batches. */
  private void take(int batches, long nowNanos) {
    stream.room = batches;
    remote.flush(nowNanos);
  }
}
