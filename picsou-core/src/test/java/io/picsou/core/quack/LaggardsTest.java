package io.picsou.core.quack;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Replica;
import io.picsou.core.cluster.Thresholds;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaggardsTest {
  private static final long LIMIT = 1_000;
  private static final long START = -77;
  private static final long STEP = Laggards.SILENCE_NANOS / 2;

  private final Laggards laggards = laggards(0);

  private static Laggards laggards(int r) {
    List<Replica> replicas =
        IntStream.range(0, 3 + r).mapToObj(i -> new Replica(i, "", 1)).toList();
    return new Laggards(new Cluster("B", 0, replicas, new Thresholds(1, r)), LIMIT);
  }

  @Test
  void nobodyWaitsForThoseWhoAreClose() {
    assertThat(laggards.worthAPause(START)).isFalse();
    laggards.onAck(1, LIMIT, START);
    assertThat(laggards.worthAPause(START)).isFalse();
  }

  @Test
  void aPauseEndsWhenTheReceiverIsBack() {
    laggards.onAck(1, LIMIT + 1, START);
    laggards.onAck(2, 0, START);
    assertThat(laggards.worthAPause(START)).isTrue();
    laggards.onAck(1, LIMIT, START + 1);
    assertThat(laggards.worthAPause(START + 1)).isFalse();
  }

  @Test
  void liarsAloneAreNotWaitedFor() {
    Laggards wary = laggards(1);
    wary.onAck(1, LIMIT + 1, START);
    assertThat(wary.worthAPause(START)).isFalse();
    wary.onAck(3, LIMIT + 1, START);
    assertThat(wary.worthAPause(START)).isTrue();
  }

  @Test
  void whoFallsSilentIsNotWaitedFor() {
    laggards.onAck(1, LIMIT + 1, START);
    long end = START + Laggards.SILENCE_NANOS;
    assertThat(laggards.pauseEndNanos(START)).isEqualTo(end);
    assertThat(laggards.worthAPause(end - 1)).isTrue();
    assertThat(laggards.worthAPause(end)).isFalse();
  }

  @Test
  void whoDoesNotComeCloserIsLeftBehindUntilItHas() {
    long now = START;
    for (; now < START + Laggards.PATIENCE_NANOS; now += STEP) {
      laggards.onAck(0, LIMIT + 1, now);
      assertThat(laggards.worthAPause(now)).isTrue();
    }
    laggards.onAck(0, 2 * LIMIT, now);
    assertThat(laggards.worthAPause(now)).isFalse();
    laggards.onAck(0, LIMIT + 1, now + STEP);
    assertThat(laggards.worthAPause(now + STEP)).isFalse();

    laggards.onAck(0, LIMIT, now + 2 * STEP);
    laggards.onAck(0, LIMIT + 1, now + 3 * STEP);
    assertThat(laggards.worthAPause(now + 3 * STEP)).isTrue();
  }
}
