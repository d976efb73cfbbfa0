package io.picsou.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.bench.compare.CompareOptions.Timing;
import io.picsou.bench.replica.Conduct;
import io.picsou.bench.replica.HostSample;
import io.picsou.bench.replica.ReplicaKind;
import io.picsou.bench.replica.ReplicaSample;
import io.picsou.bench.replica.RolePlan;
import io.picsou.bench.replica.Traffic;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  private static final double TICK = 0.2;

  private static final List<RolePlan> RECEIVER =
      List.of(
          new RolePlan(ReplicaKind.RECEIVER, 0, null, 0, Conduct.CORRECT, Map.of(), null, null));

  /** When it is over, given how long compilers had run at a time. */
  private static double over(double least, DoubleUnaryOperator compiled) {
    return over(least, compiled, at -> 1_000 * at);
  }

  /** The same, given also how much was delivered. */
  private static double over(
      double least, DoubleUnaryOperator compiled, DoubleUnaryOperator delivered) {
    WarmUp warmUp = new WarmUp(new Timing(least, 1, 1), Promise.EVERYTHING);
    for (double at = TICK; ; at += TICK) {
      long sequence = (long) delivered.applyAsDouble(at);
      FleetSample sample = new FleetSample(RECEIVER);
      sample.add(
          "all",
          new HostSample(
              (long) (at * 1e9),
              0,
              (long) (compiled.applyAsDouble(at) * 1e9),
              0,
              List.of(new ReplicaSample(sequence, sequence, 0, Traffic.NONE))));
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
  void goesOnWhileItBecomesFaster() {
    double fastest = over(5, at -> 1, at -> 1_000 * (at < 12 ? at * at : 24 * at - 144));
    assertThat(fastest).isBetween(15.0, 16.0);
    assertThat(over(5, at -> 1, at -> 1e6 * Math.sqrt(at))).isBetween(5.0, 5.0 + TICK);
  }

  @Test
  void endsInAnyCase() {
    assertThat(over(5, at -> 1, at -> Math.pow(2, at))).isBetween(40.0, 40.0 + TICK);
    assertThat(over(5, at -> at)).isBetween(40.0, 40.0 + TICK);
    assertThat(over(0, at -> at)).isEqualTo(TICK);
  }
}
