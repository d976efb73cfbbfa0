package io.picsou.core.quack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LaggardsTest {
  private static final long LIMIT = 1_000;
  private static final long START = -77;
  private static final long STEP = Laggards.SILENCE_NANOS / 2;

  private final Laggards laggards = new Laggards(3, LIMIT);

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
