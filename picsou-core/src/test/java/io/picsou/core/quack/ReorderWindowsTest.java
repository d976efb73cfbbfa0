package io.picsou.core.quack;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Replica;
import io.picsou.core.cluster.Thresholds;
import io.picsou.core.protocol.Ack;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As sender 0 of three sees it. */
class ReorderWindowsTest {
  private static final long MILLIS = 1_000_000;

  /** One of them may lie. */
  private static final Cluster FOUR =
      new Cluster(
          "B",
          0,
          IntStream.range(0, 4).mapToObj(id -> new Replica(id, "", 1)).toList(),
          new Thresholds(1, 1));

  private final ReorderWindows windows =
      new ReorderWindows(
          3, 0, QuackTrackerTest.cluster(1, 1, 1), Duration.ofMillis(20), Duration.ofSeconds(5));
  private final QuackTracker quacks = new QuackTracker(QuackTrackerTest.cluster(1, 1, 1), false, 0);
  private final LossDetector losses =
      new LossDetector(QuackTrackerTest.cluster(1, 1, 1), 64, quacks, windows, new NoStream());
  private long sequence;
  private long now;

  @Test
  void arePatientBeforeAnythingWasMeasured() {
    assertThat(windows.nanos(0)).isEqualTo(400 * MILLIS);
    assertThat(windows.nanos(1)).isEqualTo(400 * MILLIS);
    assertThat(windows.timeoutNanos()).isEqualTo(400 * MILLIS);
  }

  @Test
  void areShortWhereNothingOvertakes() {
    arrive(0, 100 * MILLIS, 0);

    assertThat(windows.shortestNanos()).isEqualTo(20 * MILLIS);
    assertThat(windows.timeoutNanos()).isEqualTo(300 * MILLIS);
  }

  @Test
  void includeTheLagOfTheSenderTheyBelongTo() {
    arrive(0, 10 * MILLIS, 0);
    arrive(1, 10 * MILLIS, 100 * MILLIS);

    assertThat(windows.nanos(0)).isEqualTo(20 * MILLIS);
    assertThat(windows.nanos(1)).isEqualTo(300 * MILLIS);
    assertThat(windows.timeoutNanos()).isEqualTo(80 * MILLIS);
  }

  @Test
  void settleOnASteadyLag() {
    for (int i = 0; i < 200; i++) {
      arrive(0, 10 * MILLIS, 0);
      arrive(1, 10 * MILLIS, 40 * MILLIS);
    }

    assertThat(windows.nanos(1)).isBetween(40 * MILLIS, 41 * MILLIS);
  }

  @Test
  void stayWithinTheirBounds() {
    arrive(0, 1, 0);
    assertThat(windows.shortestNanos()).isEqualTo(20 * MILLIS);
    assertThat(windows.timeoutNanos()).isEqualTo(80 * MILLIS);

    arrive(0, 3_600_000 * MILLIS, 3_600_000 * MILLIS);
    assertThat(windows.shortestNanos()).isEqualTo(5_000 * MILLIS);
    assertThat(windows.timeoutNanos()).isEqualTo(5_000 * MILLIS);
  }

  @Test
  void shrinkForASenderThatIsSilentDownToWhatIsNeededAnyway() {
    arrive(0, 10 * MILLIS, 0);
    for (int i = 0; i < 20; i++) {
      now += windows.nanos(2);
      windows.lost(2, now);
    }

    assertThat(windows.nanos(2)).isEqualTo(20 * MILLIS);
    assertThat(windows.nanos(1)).isEqualTo(400 * MILLIS);
  }

  @Test
  void doNotShrinkTwiceWithinOneWindow() {
    arrive(0, 10 * MILLIS, 0);
    windows.lost(2, now);
    windows.lost(2, now + 199 * MILLIS);
    assertThat(windows.nanos(2)).isEqualTo(200 * MILLIS);

    windows.lost(2, now + 200 * MILLIS);

    assertThat(windows.nanos(2)).isEqualTo(100 * MILLIS);
  }

  @Test
  void learnNothingFromWhatOtherReceiversHave() {
    windows.offered(0, 1, 1, 0);
    acknowledge(2, 1, 10 * MILLIS);

    assertThat(windows.shortestNanos()).isEqualTo(400 * MILLIS);
  }

  @Test
  void giveUpOnAReceiverThatDoesNotAnswer() {
    windows.offered(0, 1, 1, 0);
    acknowledge(2, 1, 10 * MILLIS);
    acknowledge(0, 1, 401 * MILLIS);
    windows.offered(0, 2, 2, 402 * MILLIS);
    acknowledge(2, 2, 412 * MILLIS);

    assertThat(windows.shortestNanos()).isEqualTo(20 * MILLIS);
  }

  /** Receiver 3 of four says at once that it has everything, or that it has it very late. */
  @ParameterizedTest
  @ValueSource(longs = {1, 3_000 * MILLIS})
  void areNotSetByOneLiarAndOneHonestReceiver(long lie) {
    ReorderWindows ofFour =
        new ReorderWindows(1, 0, FOUR, Duration.ofMillis(20), Duration.ofSeconds(5));
    QuackTracker acks = new QuackTracker(FOUR, false, 0);
    LossDetector calm = new LossDetector(FOUR, 64, acks, ofFour, new NoStream());
    long[] delays = {50 * MILLIS, 100 * MILLIS, 60 * MILLIS, lie};
    for (int receiver : new int[] {3, 1}) {
      time(ofFour, calm, receiver, delays[receiver]);
      assertThat(ofFour.timeoutNanos()).as("one may lie").isEqualTo(400 * MILLIS);
    }

    time(ofFour, calm, 2, delays[2]);

    assertThat(ofFour.timeoutNanos()).isBetween(180 * MILLIS, 300 * MILLIS);
  }

  private void time(ReorderWindows timed, LossDetector calm, int receiver, long delay) {
    timed.offered(0, receiver, ++sequence, now);
    now += delay;
    timed.onAck(receiver, new Ack(0, sequence, new long[0]), calm, 0, now);
  }

  /** An entry arrives that long after it was offered, or after a later one has arrived. */
  private void arrive(int sender, long delay, long lag) {
    windows.offered(sender, 1, ++sequence, now);
    now += delay;
    if (lag > 0) {
      quacks.update(1, new Ack(0, sequence - 1, new long[] {0b10}));
      losses.onAck(1, sequence + 1, 0, now);
      sequence++;
      now += lag;
    }
    acknowledge(1, sequence, now);
  }

  private void acknowledge(int receiver, long held, long at) {
    Ack ack = new Ack(0, held, new long[0]);
    quacks.update(receiver, ack);
    losses.onAck(receiver, held, 0, at);
    windows.onAck(receiver, ack, losses, quacks.arrived(), at);
  }

  /** Nothing is lost here. */
  private static final class NoStream implements LossDetector.Stream {
    @Override
    public long runEnd(long sequence) {
      return sequence;
    }

    @Override
    public long offeredAtNanos(long sequence) {
      return 0;
    }

    @Override
    public int receiver(long sequence, int attempt) {
      return 0;
    }

    @Override
    public long windowNanos(long sequence, int attempt) {
      return Duration.ofDays(1).toNanos();
    }

    @Override
    public int lost(long first, long last, int attempt) {
      throw new AssertionError("entry " + first + " is not lost");
    }
  }
}
