package io.picsou.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.bench.compare.CompareOptions.Timing;
import io.picsou.bench.replica.HostSample;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  private static final double TICK = 0.2;

  /** When it is over, given how long compilers had run at a time. */
  private static double over(double least, DoubleUnaryOperator compiled) {
    WarmUp warmUp = new WarmUp(new Timing(least, 1, 1));
    for (double at = TICK; ; at += TICK) {
      FleetSample sample = new FleetSample(List.of());
      sample.add(
          "all",
          new HostSample(
              (long) (at * 1e9), 0, (long) (compiled.applyAsDouble(at) * 1e9), 0, List.of()));
      if (warmUp.over(at, sample)) {
        return at;
      }
    }
  }

  @Test
  void lastsTheStatedTimeIfCompilersAreQuiet() {
    assertThat(over(5, at -> Math.min(at, 1))).isBetween(5.0, 5.0 + TICK);
  }

  @Test
  void goesOnWhileCompilersAreBusy() {
    assertThat(over(5, at -> Math.min(at, 7) * 0.1)).isBetween(8.5, 8.5 + TICK);
  }

  @Test
  void endsInAnyCase() {
    assertThat(over(5, at -> at)).isBetween(20.0, 20.0 + TICK);
    assertThat(over(0, at -> at)).isEqualTo(TICK);
  }
}
