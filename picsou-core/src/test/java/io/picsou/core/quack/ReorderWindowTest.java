package io.picsou.core.quack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReorderWindowTest {
  private static final long MILLIS = 1_000_000;
  private final ReorderWindow window =
      new ReorderWindow(Duration.ofMillis(20), Duration.ofSeconds(5));

  @Test
  void isPatientBeforeAnythingWasMeasured() {
    assertThat(window.nanos()).isEqualTo(800 * MILLIS);
  }

  @Test
  void startsWithThriceTheFirstDelay() {
    window.sample(100 * MILLIS);

    assertThat(window.nanos()).isEqualTo(300 * MILLIS);
  }

  @Test
  void settlesOnASteadyDelay() {
    for (int i = 0; i < 200; i++) {
      window.sample(40 * MILLIS);
    }

    assertThat(window.nanos()).isBetween(40 * MILLIS, 41 * MILLIS);
  }

  @Test
  void staysWithinItsBounds() {
    window.sample(1);
    assertThat(window.nanos()).isEqualTo(20 * MILLIS);

    window.sample(3_600_000 * MILLIS);
    assertThat(window.nanos()).isEqualTo(5_000 * MILLIS);
  }
}
