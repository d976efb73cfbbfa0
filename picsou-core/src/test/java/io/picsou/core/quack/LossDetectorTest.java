package io.picsou.core.quack;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Replica;
import io.picsou.core.cluster.Thresholds;
import io.picsou.core.protocol.Ack;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Four receivers of which one may lie: one complaint is nothing, two are a loss. */
class LossDetectorTest {
  private static final long WINDOW = 100;
  private final Cluster receivers =
      new Cluster(
          "B",
          0,
          IntStream.range(0, 4).mapToObj(i -> new Replica(i, "", 1)).toList(),
          new Thresholds(1, 1));
  private final QuackTracker quacks = new QuackTracker(receivers, false, 0);
  private final LossDetector detector = new LossDetector(receivers, 64, quacks, new Stream());
  private final List<String> lost = new ArrayList<>();

  @Test
  void needsTwoAcknowledgmentsOfAnHonestStakeAWindowApart() {
    ack(0, 10, 0, 0b10);
    ack(0, 50, 0, 0b10);
    ack(1, 60, 0, 0b10);
    assertThat(lost).isEmpty();

    ack(0, 100, 0, 0b10);
    assertThat(lost).as("one receiver may lie").isEmpty();
    ack(1, 101, 0, 0b10);

    assertThat(lost).contains("1:1").doesNotContain("2:1");
  }

  @Test
  void oneReceiverAloneNeverCausesAResend() {
    for (int at = 10; at < 10_000; at += 10) {
      ack(3, at, 0, 0);
    }

    assertThat(lost).isEmpty();
  }

  @Test
  void raisesTheAttemptOncePerWindow() {
    for (int at = 10; at <= 400; at += 10) {
      ack(0, at, 0, 0b10);
      ack(1, at, 0, 0b10);
    }

    assertThat(lost)
        .filteredOn(l -> l.startsWith("1:"))
        .containsExactly("1:1", "1:2", "1:3", "1:4");
  }

  @Test
  void staysCalmAboutWhatAQuorumHas() {
    ack(0, 10, 3, 0);
    ack(1, 10, 3, 0);
    for (int at = 20; at <= 400; at += 10) {
      ack(2, at, 0, 0);
      ack(3, at, 0, 0);
    }

    assertThat(lost).noneMatch(l -> l.startsWith("1:") || l.startsWith("2:") || l.startsWith("3:"));
    assertThat(lost).contains("4:1");
  }

  @Test
  void looksOnlyAsFarAsTheListReaches() {
    LossDetector blind = new LossDetector(receivers, 0, quacks, new Stream());
    for (int at = 10; at <= 110; at += 100) {
      for (int receiver = 0; receiver < 2; receiver++) {
        quacks.update(receiver, new Ack(0, 0, new long[0]));
        blind.onAck(receiver, 20, at);
      }
    }

    assertThat(lost).containsExactly("1:1");
  }

  private void ack(int receiver, long at, long held, long phi) {
    quacks.update(receiver, new Ack(0, held, new long[] {phi}));
    detector.onAck(receiver, 20, at);
  }

  /** Everything was offered at time 0, and every window is as long. */
  private final class Stream implements LossDetector.Stream {
    @Override
    public long offeredAtNanos(long sequence) {
      return 0;
    }

    @Override
    public long windowNanos(long sequence, int attempt) {
      return WINDOW;
    }

    @Override
    public void lost(long sequence, int attempt) {
      lost.add(sequence + ":" + attempt);
    }
  }
}
