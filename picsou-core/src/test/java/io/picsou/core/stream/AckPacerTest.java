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

    assertThat(round(pacer, 3, INTERVAL)).containsExactlyInAnyOrder(0, 1, 2);
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
    round(pacer, 3, INTERVAL);
    long again = START + 3 * INTERVAL + REFRESH;

    assertThat(pacer.deadlineNanos(START, true)).isEqualTo(again);
    assertThat(pacer.poll(again - 1, true)).isEqualTo(NOBODY);
    assertThat(pacer.poll(again, true)).isNotEqualTo(NOBODY);
  }

  @Test
  void nobodyIsToldFasterByMany() {
    int many = 5 * AckPacer.AT_FULL_PACE;
    AckPacer pacer = new AckPacer(many, INTERVAL, REFRESH);

    assertThat(round(pacer, many, 5 * INTERVAL)).doesNotHaveDuplicates().hasSize(many);
    assertThat(AckPacer.roundNanos(many, INTERVAL)).isEqualTo(many * 5 * INTERVAL);
    assertThat(AckPacer.roundNanos(AckPacer.AT_FULL_PACE, INTERVAL))
        .isEqualTo(AckPacer.AT_FULL_PACE * INTERVAL);
  }

  @Test
  void noRoundTakesLongForThatReason() {
    long longest = AckPacer.MOST_INTERVALS * INTERVAL;
    assertThat(AckPacer.roundNanos(20, INTERVAL)).isEqualTo(longest);
    assertThat(AckPacer.roundNanos(50, INTERVAL)).isEqualTo(longest);
    assertThat(AckPacer.roundNanos(100, INTERVAL)).isEqualTo(longest);
    assertThat(AckPacer.roundNanos(200, INTERVAL))
        .as("as many as there are")
        .isEqualTo(2 * longest);
    assertThat(AckPacer.roundNanos(0, INTERVAL)).isZero();
  }

  /** Tells everyone once, and checks that there is this pause after each. */
  private static List<Integer> round(AckPacer pacer, int others, long pause) {
    List<Integer> told = new ArrayList<>();
    for (int i = 0; i < others; i++) {
      told.add(pacer.poll(START + i * pause, false));
      assertThat(pacer.poll(START + (i + 1) * pause - 1, false)).isEqualTo(NOBODY);
    }
    return told;
  }
}
