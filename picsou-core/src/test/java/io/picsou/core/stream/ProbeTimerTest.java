package io.picsou.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProbeTimerTest {
  private static final long MAX = 1_000;
  private static final long TIMEOUT = 300;

  private final ProbeTimer timer = new ProbeTimer(MAX);

  @Test
  void asksNobodyBeforeSomethingIsOffered() {
    assertThat(timer.due(Long.MAX_VALUE)).isFalse();
    assertThat(timer.nextNanos()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void asksATimeoutAfterProgressAndThenMoreRarely() {
    timer.offered(0, TIMEOUT);
    timer.progress(100, TIMEOUT, false);
    timer.offered(200, TIMEOUT);
    assertThat(timer.due(100 + TIMEOUT - 1)).isFalse();
    assertThat(timer.due(100 + TIMEOUT)).isTrue();
    timer.sent(400);
    assertThat(timer.nextNanos()).isEqualTo(400 + 2 * TIMEOUT);
    timer.sent(1_000);
    assertThat(timer.nextNanos()).isEqualTo(1_000 + MAX);
    timer.progress(1_200, TIMEOUT, false);
    assertThat(timer.nextNanos()).isEqualTo(1_200 + TIMEOUT);
  }

  @Test
  void asksRarelyWhenAllIsQuacked() {
    timer.offered(0, TIMEOUT);
    timer.progress(100, TIMEOUT, true);
    assertThat(timer.nextNanos()).isEqualTo(100 + MAX);
    timer.offered(200, TIMEOUT);
    assertThat(timer.nextNanos()).isEqualTo(200 + TIMEOUT);
  }
}
