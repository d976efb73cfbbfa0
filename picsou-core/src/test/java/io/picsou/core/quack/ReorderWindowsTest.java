package io.picsou.core.quack;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.protocol.Ack;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** As sender 0 of three sees it. */
class ReorderWindowsTest {
  private static final long MILLIS = 1_000_000;
  private final ReorderWindows windows =
      new ReorderWindows(3, 0, Duration.ofMillis(20), Duration.ofSeconds(5));
  private long sequence;
  private long now;

  @Test
  void arePatientBeforeAnythingWasMeasured() {
    assertThat(windows.nanos(0)).isEqualTo(800 * MILLIS);
    assertThat(windows.nanos(1)).isEqualTo(800 * MILLIS);
  }

  @Test
  void startWithThriceTheFirstDelay() {
    arrive(0, 100 * MILLIS);

    assertThat(windows.shortestNanos()).isEqualTo(300 * MILLIS);
  }

  @Test
  void settleOnASteadyDelay() {
    for (int i = 0; i < 200; i++) {
      arrive(0, 40 * MILLIS);
    }

    assertThat(windows.shortestNanos()).isBetween(40 * MILLIS, 41 * MILLIS);
  }

  @Test
  void stayWithinTheirBounds() {
    arrive(0, 1);
    assertThat(windows.shortestNanos()).isEqualTo(20 * MILLIS);

    arrive(0, 3_600_000 * MILLIS);
    assertThat(windows.shortestNanos()).isEqualTo(5_000 * MILLIS);
  }

  @Test
  void includeTheLagOfTheSenderTheyBelongTo() {
    arrive(0, 10 * MILLIS);
    arrive(1, 200 * MILLIS);

    assertThat(windows.nanos(0)).isEqualTo(30 * MILLIS);
    assertThat(windows.nanos(1)).isEqualTo(600 * MILLIS);
  }

  @Test
  void shrinkForASenderThatIsSilentDownToWhatIsNeededAnyway() {
    arrive(0, 10 * MILLIS);
    for (int i = 0; i < 20; i++) {
      now += windows.nanos(2);
      windows.lost(2, now);
    }

    assertThat(windows.nanos(2)).isEqualTo(30 * MILLIS);
    assertThat(windows.nanos(1)).isEqualTo(800 * MILLIS);
  }

  @Test
  void doNotShrinkTwiceWithinOneWindow() {
    arrive(0, 10 * MILLIS);
    windows.lost(2, now);
    windows.lost(2, now + 399 * MILLIS);
    assertThat(windows.nanos(2)).isEqualTo(400 * MILLIS);

    windows.lost(2, now + 400 * MILLIS);

    assertThat(windows.nanos(2)).isEqualTo(200 * MILLIS);
  }

  @Test
  void learnNothingFromWhatWasLost() {
    windows.offered(0, 1, 1, 0);
    windows.onAck(1, ack(0), k -> true, 0, 100 * MILLIS);
    windows.onAck(1, ack(1), k -> false, 0, 100 * MILLIS);

    assertThat(windows.shortestNanos()).isEqualTo(800 * MILLIS);
  }

  @Test
  void learnNothingFromWhatOtherReceiversHave() {
    windows.offered(0, 1, 1, 0);
    windows.onAck(2, ack(1), k -> false, 0, 100 * MILLIS);

    assertThat(windows.shortestNanos()).isEqualTo(800 * MILLIS);
  }

  @Test
  void giveUpOnAReceiverThatDoesNotAnswer() {
    windows.offered(0, 1, 1, 0);
    windows.onAck(2, ack(1), k -> false, 1, 801 * MILLIS);
    windows.offered(0, 2, 2, 801 * MILLIS);
    windows.onAck(2, ack(2), k -> false, 2, 811 * MILLIS);

    assertThat(windows.shortestNanos()).isEqualTo(30 * MILLIS);
  }

  private void arrive(int sender, long delay) {
    windows.offered(sender, 1, ++sequence, now);
    now += delay;
    windows.onAck(1, ack(sequence), k -> false, 0, now);
  }

  private static Ack ack(long held) {
    return new Ack(0, held, new long[0]);
  }
}
