package io.picsou.core.picsou;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class HeardTest {
  private static final long MEMORY = 100;

  private final Heard heard = new Heard(70, MEMORY);

  @Test
  void nobodyWasHeardAtTheStart() {
    assertThat(heard.senders(-5)).isEmpty();
  }

  @Test
  void eachIsRememberedForAWhile() {
    heard.from(3, -50);
    heard.from(69, 0);

    assertThat(at(49)).containsExactly(3, 69);
    assertThat(at(50)).containsExactly(69);
    assertThat(at(100)).isEmpty();
  }

  @Test
  void whoIsHeardAgainIsRememberedAnew() {
    heard.from(3, 0);
    assertThat(at(200)).isEmpty();

    heard.from(3, 250);

    assertThat(at(300)).containsExactly(3);
  }

  /** The transmission has to be told to everybody. */
  @Test
  void eachIsRememberedForTwoRounds() {
    heard.round(MEMORY);
    heard.from(3, 0);
    assertThat(at(2 * MEMORY - 1)).containsExactly(3);
    assertThat(at(2 * MEMORY)).isEmpty();

    heard.round(1);

    assertThat(at(MEMORY - 1)).containsExactly(3);
    assertThat(at(MEMORY)).isEmpty();
  }

  private int[] at(long nowNanos) {
    return BitSet.valueOf(heard.senders(nowNanos)).stream().toArray();
  }
}
