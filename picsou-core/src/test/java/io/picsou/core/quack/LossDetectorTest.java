package io.picsou.core.quack;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Replica;
import io.picsou.core.cluster.Thresholds;
import io.picsou.core.protocol.Ack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Four receivers of which one may lie: one complaint is nothing, two are a loss. */
class LossDetectorTest {
  private static final long WINDOW = 100;
  private static final long TIMEOUT = ReorderWindows.TIMEOUT_FACTOR * WINDOW;
  private final Cluster receivers =
      new Cluster(
          "B",
          0,
          IntStream.range(0, 4).mapToObj(i -> new Replica(i, "", 1)).toList(),
          new Thresholds(1, 1));
  private final QuackTracker quacks = new QuackTracker(receivers, false, 0);
  private final ReorderWindows windows =
      new ReorderWindows(1, 0, receivers, Duration.ofNanos(WINDOW), Duration.ofNanos(50 * WINDOW));
  private final LossDetector detector = detector(64);
  private final List<String> lost = new ArrayList<>();

  LossDetectorTest() {
    for (int receiver = 0; receiver < 3; receiver++) {
      windows.offered(0, receiver, 1, 0);
      windows.onAck(receiver, new Ack(0, 1, new long[0]), detector(64), 0, 1);
    }
  }

  @Test
  void needsSomethingLaterForAWindowAtAnHonestStake() {
    ack(0, 10, 0, 0b10);
    ack(1, 20, 0, 0b10);
    ack(0, 97, 0, 0b10);
    assertThat(lost).isEmpty();

    ack(0, 110, 0, 0b10);
    assertThat(lost).as("one receiver may lie").isEmpty();
    ack(1, 120, 0, 0b10);

    assertThat(lost).containsExactly("1:1");
  }

  /** It waits there to be forwarded. */
  @Test
  void isPatientWithWhatTheReceiverHasThatItWasSentTo() {
    ack(3, 5, 0, 0b11);
    ack(0, 10, 0, 0b10);
    ack(1, 20, 0, 0b10);
    ack(0, 209, 0, 0b10);
    ack(1, 219, 0, 0b10);
    assertThat(lost).isEmpty();

    ack(0, 230, 0, 0b10);
    ack(1, 240, 0, 0b10);

    assertThat(lost).containsExactly("1:1");
  }

  @Test
  void searchesNoMoreOftenThanTheWindowNeeds() {
    long pause = WINDOW / LossDetector.SEARCHES;
    ack(0, 10, 0, 0b10);
    ack(1, 10, 0, 0b10);
    ack(0, 109, 0, 0b10);
    ack(1, 109, 0, 0b10);
    ack(0, 109 + pause - 1, 0, 0b10);
    ack(1, 109 + pause - 1, 0, 0b10);
    assertThat(lost).isEmpty();

    ack(0, 109 + pause, 0, 0b10);
    ack(1, 109 + pause, 0, 0b10);

    assertThat(lost).containsExactly("1:1");
  }

  @Test
  void oneReceiverAloneNeverCausesAResend() {
    for (int at = 10; at < 10_000; at += 10) {
      ack(3, at, 0, 0b1000);
    }

    assertThat(lost).isEmpty();
  }

  @Test
  void whoClaimsEverythingComplainsAboutNothing() {
    for (long claim : new long[] {Long.MAX_VALUE, Long.MAX_VALUE - 10, Long.MAX_VALUE / 2}) {
      quacks.update(3, new Ack(0, claim, new long[0]));
      detector.onAck(3, 20, 20, 10);
      detector.onAck(3, 20, 20, 10_000);
    }

    assertThat(lost).isEmpty();
  }

  @Test
  void waitsForATimeoutWhereNothingLaterHasArrived() {
    for (int at = 20; at < TIMEOUT; at += 20) {
      ack(0, at, 3, 0);
      ack(1, at, 2, 0);
    }
    assertThat(lost).isEmpty();

    ack(0, TIMEOUT, 3, 0);
    ack(1, TIMEOUT, 2, 0);

    assertThat(lost).contains("4:1", "20:1").doesNotContain("3:1");
  }

  @Test
  void raisesTheAttemptAWindowAfterALaterResendArrived() {
    for (int at = 10; at <= 130; at += 10) {
      ack(0, at, 0, 0b1010);
      ack(1, at, 0, 0b1010);
    }
    assertThat(lost).as("resent at the same time").contains("1:1", "3:1");

    for (int at = 140; at <= 260; at += 10) {
      ack(0, at, 0, 0b1110);
      ack(1, at, 0, 0b1110);
    }

    assertThat(lost).contains("1:2").doesNotContain("3:2", "1:3");
  }

  /** Entry 3 comes late by its first way, soon after both were resent on ways that take 300. */
  @Test
  void whatComesSoonerThanAResendCanTellsNothingOfResends() {
    ReorderWindows far =
        new ReorderWindows(
            1, 0, receivers, Duration.ofNanos(WINDOW), Duration.ofNanos(50 * WINDOW));
    LossDetector patient = new LossDetector(receivers, 64, quacks, far, new Stream());
    for (int receiver = 0; receiver < 3; receiver++) {
      far.offered(0, receiver, 1, 0);
      far.onAck(receiver, new Ack(0, 1, new long[0]), patient, 0, 300);
    }
    for (int at = 10; at < 110 + 300 + WINDOW; at += 10) {
      for (int receiver = 0; receiver < 2; receiver++) {
        quacks.update(receiver, new Ack(0, 0, new long[] {at <= 130 ? 0b1010 : 0b1110}));
        patient.onAck(receiver, 20, 20, at);
      }
    }
    assertThat(lost).contains("1:1", "3:1").doesNotContain("1:2");

    for (int receiver = 0; receiver < 2; receiver++) {
      patient.onAck(receiver, 20, 20, 110 + 300 + WINDOW);
    }
    assertThat(lost).contains("1:2");
  }

  @Test
  void staysCalmAboutWhatAQuorumHas() {
    ack(0, 10, 3, 0b10);
    ack(1, 10, 3, 0b10);
    for (int at = 20; at <= 300; at += 10) {
      ack(2, at, 0, 0b10000);
      ack(3, at, 0, 0b10000);
    }

    assertThat(lost).containsExactly("4:1");
  }

  @Test
  void looksOnlyAsFarAsTheListReaches() {
    LossDetector blind = detector(0);
    for (long at : new long[] {10, TIMEOUT}) {
      for (int receiver = 0; receiver < 2; receiver++) {
        quacks.update(receiver, new Ack(0, 0, new long[0]));
        blind.onAck(receiver, 20, 20, at);
      }
    }

    assertThat(lost).containsExactly("1:1");
  }

  private LossDetector detector(int phi) {
    return new LossDetector(receivers, phi, quacks, windows, new Stream());
  }

  private void ack(int receiver, long at, long held, long phi) {
    quacks.update(receiver, new Ack(0, held, new long[] {phi}));
    detector.onAck(receiver, 20, 20, at);
  }

  /** Everything was offered at time 0, and every window is as long. */
  private final class Stream implements LossDetector.Stream {
    @Override
    public long runEnd(long sequence) {
      assertThat(sequence).as("asked about what exists").isBetween(1L, 20L);
      return sequence;
    }

    @Override
    public long offeredAtNanos(long sequence) {
      return 0;
    }

    @Override
    public int receiver(long sequence, int attempt) {
      return attempt == 0 ? 3 : 2;
    }

    @Override
    public long windowNanos(long sequence, int attempt) {
      return WINDOW;
    }

    @Override
    public int lost(long first, long last, int attempt) {
      assertThat(last).isEqualTo(first);
      lost.add(first + ":" + (attempt + 1));
      return attempt + 1;
    }
  }
}
