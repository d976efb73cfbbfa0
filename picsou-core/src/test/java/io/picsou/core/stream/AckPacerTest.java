package io.picsou.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AckPacerTest {
  private static final long INTERVAL = 2_000;
  private static final long REFRESH = 50_000;
  private static final long START = -7;
  private static final int NOBODY = -1;

  @Test
  void tellsOneAfterTheOther() {
    AckPacer pacer = new AckPacer(3, INTERVAL, REFRESH);

    assertThat(round(pacer, 3)).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(pacer.poll(START + REFRESH, false)).as("all know").isEqualTo(NOBODY);
    assertThat(pacer.deadlineNanos(START + REFRESH, false)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aChangeIsToldToEveryone() {
    AckPacer pacer = new AckPacer(3, INTERVAL, REFRESH);
    assertThat(pacer.poll(START, false)).isNotEqualTo(NOBODY);
    pacer.changed();

    List<Integer> told = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      told.add(pacer.poll(START + i * INTERVAL, false));
    }
    assertThat(told.subList(0, 3)).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(told.get(3)).isEqualTo(NOBODY);
  }

  @Test
  void whatIsMissingIsToldAgainAfterAWhile() {
    AckPacer pacer = new AckPacer(3, INTERVAL, REFRESH);
    round(pacer, 3);
    long again = START + 3 * INTERVAL + REFRESH;

    assertThat(pacer.deadlineNanos(START, true)).isEqualTo(again);
    assertThat(pacer.poll(again - 1, true)).isEqualTo(NOBODY);
    assertThat(pacer.poll(again, true)).isNotEqualTo(NOBODY);
  }

  @Test
  void theIntervalCanBeStretchedAndComesBack() {
    AckPacer pacer = new AckPacer(4, INTERVAL, REFRESH);
    pacer.stretch(3);
    assertThat(pacer.poll(START, false)).isNotEqualTo(NOBODY);
    assertThat(pacer.poll(START + 3 * INTERVAL - 1, false)).isEqualTo(NOBODY);
    pacer.stretch(1);
    assertThat(pacer.poll(START + 3 * INTERVAL, false)).isNotEqualTo(NOBODY);
    assertThat(pacer.poll(START + 4 * INTERVAL - 1, false)).isEqualTo(NOBODY);
    assertThat(pacer.poll(START + 4 * INTERVAL, false)).isNotEqualTo(NOBODY);
  }

  /** Tells everyone once, and checks the pause after each. */
  private static List<Integer> round(AckPacer pacer, int others) {
    List<Integer> told = new ArrayList<>();
    for (int i = 0; i < others; i++) {
      told.add(pacer.poll(START + i * INTERVAL, false));
      assertThat(pacer.poll(START + (i + 1) * INTERVAL - 1, false)).isEqualTo(NOBODY);
    }
    return told;
  }
}
