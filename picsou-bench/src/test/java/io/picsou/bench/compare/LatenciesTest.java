package io.picsou.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.picsou.bench.replica.PackedSet;
import io.picsou.bench.replica.ReplicaReport;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One entry per millisecond, from a second after the clock's zero. */
class LatenciesTest {
  private static final long MILLI = 1_000_000;
  private static final long ORIGIN = 1_000 * MILLI;
  private static final double DIGITS = 0.01;

  private final Latencies latencies = new Latencies(1_000, ORIGIN);

  private static ReplicaReport receiver(BitSet which, long... steps) {
    return new ReplicaReport(0, 0, 0, which == null ? null : PackedSet.pack(which), steps);
  }

  private static long at(long millis) {
    return ORIGIN + millis * MILLI;
  }

  @Test
  void theIntendedTimeFollowsFromTheSequence() {
    assertThat(latencies.intendedNanos(250)).isEqualTo(at(250));
  }

  @Test
  void theLastReceiverCounts() {
    ReplicaReport fast = receiver(null, 50, at(50), 100, at(101));
    ReplicaReport slow = receiver(null, 100, at(130));
    RoundResult.Latency latency = latencies.between(List.of(fast, slow), at(99), at(100));
    assertThat(latency.count()).isEqualTo(1);
    assertThat(latency.max()).isCloseTo(30, within(30 * DIGITS));
  }

  @Test
  void allEntriesThatWaitInFrontOfAStalledSystemCount() {
    ReplicaReport stalled = receiver(null, 10, at(10), 1_000, at(1_000));
    RoundResult.Latency latency = latencies.between(List.of(stalled), at(0), at(1_000));
    assertThat(latency.count()).isEqualTo(1_000);
    assertThat(latency.p50()).isCloseTo(489, within(489 * DIGITS));
    assertThat(latency.p99()).isCloseTo(979, within(979 * DIGITS));
  }

  @Test
  void ofSharesTheOneReceiverCounts() {
    BitSet odd = new BitSet();
    odd.set(1);
    odd.set(3);
    BitSet even = new BitSet();
    even.set(2);
    ReplicaReport first = receiver(odd, 1, at(3), 3, at(5));
    ReplicaReport second = receiver(even, 2, at(9));
    RoundResult.Latency latency = latencies.between(List.of(first, second), at(0), at(4));
    assertThat(latency.count()).as("entry 4 is lost").isEqualTo(3);
    assertThat(latency.max()).isCloseTo(7, within(7 * DIGITS));
  }

  @Test
  void withoutEntriesThereIsNone() {
    assertThat(latencies.between(List.of(receiver(null)), at(0), at(100))).isNull();
  }
}
