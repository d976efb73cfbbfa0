package io.picsou.core.picsou;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class HeardTest {
  private final Heard heard = new Heard(70);

  @Test
  void nobodyWasHeardAtTheStart() {
    assertThat(heard.senders(-5)).isEmpty();
  }

  @Test
  void eachIsRememberedForAWhile() {
    heard.from(3, -50);
    heard.from(69, 0);

    assertThat(at(Heard.MEMORY_NANOS - 51)).containsExactly(3, 69);
    assertThat(at(Heard.MEMORY_NANOS - 50)).containsExactly(69);
    assertThat(at(Heard.MEMORY_NANOS)).isEmpty();
  }

  @Test
  void whoIsHeardAgainIsRememberedAnew() {
    heard.from(3, 0);
    assertThat(at(Heard.MEMORY_NANOS)).isEmpty();

    heard.from(3, Heard.MEMORY_NANOS + 50);

    assertThat(at(2 * Heard.MEMORY_NANOS)).containsExactly(3);
  }

  private int[] at(long nowNanos) {
    return BitSet.valueOf(heard.senders(nowNanos)).stream().toArray();
  }
}
