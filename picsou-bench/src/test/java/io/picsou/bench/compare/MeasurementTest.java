package io.picsou.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.bench.replica.Conduct;
import io.picsou.bench.replica.HostSample;
import io.picsou.bench.replica.ReplicaKind;
import io.picsou.bench.replica.ReplicaSample;
import io.picsou.bench.replica.RolePlan;
import io.picsou.bench.replica.Traffic;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  private static final long SECOND = 1_000_000_000;

  private static RolePlan role(ReplicaKind kind, int replica, Conduct conduct) {
    String cluster = kind.receiving() ? "B" : "A";
    return new RolePlan(kind, 0, cluster, replica, conduct, Map.of(), null, null);
  }

  private static final List<RolePlan> ROLES =
      List.of(
          role(ReplicaKind.SENDER, 0, Conduct.CORRECT),
          role(ReplicaKind.RECEIVER, 0, Conduct.CORRECT),
          role(ReplicaKind.RECEIVER, 1, Conduct.CORRECT),
          role(ReplicaKind.RECEIVER, 2, Conduct.CRASHED));

  /** The receivers are at these sequences; the crashed one stays at 0. */
  private static FleetSample sample(long seconds, long quacked, long first, long second) {
    FleetSample sample = new FleetSample(ROLES);
    sample.add(
        "all",
        new HostSample(
            seconds * SECOND,
            seconds * SECOND / 2,
            0,
            100_000_000,
            List.of(sent(quacked), received(first), received(second), received(0))));
    return sample;
  }

  private static ReplicaSample sent(long quacked) {
    return new ReplicaSample(quacked, 0, quacked, new Traffic(0, 0, quacked, 2 * quacked, 0, 0));
  }

  private static ReplicaSample received(long sequence) {
    return new ReplicaSample(sequence, sequence, 0, new Traffic(sequence * 10, 0, 0, 0, 0, 0));
  }

  private static Measurement measured(Promise promise) {
    Measurement measurement = new Measurement(promise, 1);
    measurement.add(sample(1, 90, 100, 50));
    measurement.add(sample(2, 190, 200, 100));
    measurement.begin();
    measurement.add(sample(4, 590, 600, 400));
    return measurement;
  }

  @Test
  void theSlowestCorrectReceiverCountsAfterTheWarmUp() {
    Measurement measured = measured(Promise.EVERYTHING);
    assertThat(measured.seconds()).isEqualTo(2);
    assertThat(measured.perLink()).containsExactly(150.0);
    assertThat(measured.quacks()).containsExactly(200.0);
    assertThat(measured.curve()).containsExactly(50.0, 150.0);
  }

  @Test
  void sharesAddUp() {
    assertThat(measured(Promise.SHARE).perLink()).containsExactly(350.0);
  }

  @Test
  void costsAreThoseOfTheMeasuredTime() {
    Measurement measured = measured(Promise.EVERYTHING);
    assertThat(measured.cpuSeconds()).containsExactly(Map.entry("all", 1.0));
    assertThat(measured.peakMegabytes()).containsExactly(Map.entry("all", 100.0));
    assertThat(measured.wire().copies()).isEqualTo(800 / 300.0);
    assertThat(measured.wire().crossBytes()).isEqualTo(7_000 / 300.0);
    assertThat(measured.wire().ackBytes()).isEqualTo(400 / 300.0);
  }
}
