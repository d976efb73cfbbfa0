package io.picsou.core.stream;

import static io.picsou.core.stream.Congestion.PATIENCE_NANOS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CongestionTest {
  private static final long START = -5_000;
  private static final long END = START + PATIENCE_NANOS;
  private static final int ENOUGH = 10;

  private final Congestion congestion = new Congestion(ENOUGH * Congestion.STEPS);

  @Test
  void whoIsNotCongestedIsNotWaitedFor() {
    congestion.observe(false, 0, START);
    assertThat(congestion.lasts()).isFalse();
    assertThat(congestion.isWorthAPause(false, START)).isFalse();
    assertThat(congestion.deadlineNanos(false, START)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void patienceBeginsWithTheFirstLookAndEnds() {
    assertThat(congestion.isWorthAPause(true, START)).as("before the first look").isTrue();
    assertThat(congestion.deadlineNanos(true, START)).isEqualTo(Long.MAX_VALUE);
    congestion.observe(true, 0, START);
    assertThat(congestion.deadlineNanos(true, START)).isEqualTo(END);
    assertThat(congestion.isWorthAPause(true, END - 1)).isTrue();
    assertThat(congestion.isWorthAPause(true, END)).isFalse();
    assertThat(congestion.deadlineNanos(true, END)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void thereIsNewPatienceWithWhoHasTakenEnough() {
    congestion.observe(true, 0, START);
    congestion.observe(false, ENOUGH - 1, START + 1);
    assertThat(congestion.lasts()).isTrue();
    congestion.observe(true, 0, END);
    assertThat(congestion.isWorthAPause(true, END)).as("it took too little").isFalse();
    congestion.observe(false, 1, END);
    assertThat(congestion.lasts()).isFalse();
    congestion.observe(true, 0, END);
    assertThat(congestion.deadlineNanos(true, END)).isEqualTo(END + PATIENCE_NANOS);
  }

  @Test
  void whatWasTakenBeforeDoesNotCount() {
    congestion.observe(true, 100 * ENOUGH, START);
    congestion.observe(false, 0, START + 1);
    assertThat(congestion.lasts()).isTrue();
  }
}
