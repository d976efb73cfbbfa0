package io.picsou.core.picsou;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SilenceTest {
  private static final long START = -77;
  private static final long END = START + Silence.NANOS;

  private final Silence silence = new Silence(2);

  @Test
  void whoWasNeverHeardOfIsSilentFromTheFirstQuestionOn() {
    assertThat(silence.of(1, START)).isFalse();
    assertThat(silence.of(1, END - 1)).isFalse();
    assertThat(silence.of(1, END)).isTrue();
  }

  @Test
  void itEndsWhenTheReplicaIsHeardOf() {
    silence.end(1, START);
    assertThat(silence.of(1, END)).isTrue();
    silence.end(1, END);
    assertThat(silence.of(1, END)).isFalse();
    assertThat(silence.of(0, END)).as("another").isFalse();
    assertThat(silence.of(1, END + Silence.NANOS)).isTrue();
  }
}
