package io.picsou.bench.replica;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimelineTest {
  @Test
  void stepsAreKeptInOrder() {
    Timeline timeline = new Timeline();
    for (int i = 1; i <= 10_000; i++) {
      timeline.add(2L * i, i);
    }
    assertThat(timeline.steps()).hasSize(20_000).startsWith(2, 1, 4, 2).endsWith(20_000, 10_000);
  }

  @Test
  void aFullOneMovesItsLastStepSoThatEntriesOnlySeemLater() {
    Timeline timeline = new Timeline(2);
    timeline.add(10, 1);
    timeline.add(20, 2);
    timeline.add(30, 3);
    timeline.add(40, 4);
    assertThat(timeline.steps()).containsExactly(10, 1, 40, 4);
  }
}
