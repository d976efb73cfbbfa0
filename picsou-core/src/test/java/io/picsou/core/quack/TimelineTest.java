package io.picsou.core.quack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TimelineTest {
  @Test
  void remembersSinceWhen() {
    Timeline timeline = new Timeline(1);
    timeline.reached(5, 100);
    timeline.reached(9, 200);
    timeline.reached(7, 300);

    assertThat(timeline.sinceNanos(5)).isEqualTo(100);
    assertThat(timeline.sinceNanos(6)).isEqualTo(200);
    assertThat(timeline.sinceNanos(10)).isEqualTo(Timeline.NEVER);
    assertThat(timeline.valueAt(100, 250)).isEqualTo(5);
    assertThat(timeline.valueAt(1_000, 250)).isZero();
  }

  @Property(tries = 200)
  void isNeverEarlyAndReachesFarBack(@ForAll long seed) {
    Random random = new Random(seed);
    Timeline timeline = new Timeline(10);
    long[] seenAt = new long[2_000];
    long now = 0;
    int value = 0;
    while (value < 1_500) {
      now += 1 + random.nextInt(30);
      int next = value + 1 + random.nextInt(20);
      for (int v = value + 1; v <= next; v++) {
        seenAt[v] = now;
      }
      value = next;
      timeline.reached(value, now);
    }

    for (int v = 1; v <= value; v++) {
      assertThat(timeline.sinceNanos(v)).isBetween(seenAt[v], now);
    }
    assertThat(timeline.sinceNanos(1)).as("coarse, but not forgotten").isLessThan(now / 2);
  }
}
