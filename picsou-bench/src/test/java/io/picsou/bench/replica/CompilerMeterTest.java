package io.picsou.bench.replica;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CompilerMeterTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void compilersOfThisProcessHaveTakenSomeTimeAndNoMoreThanAllThreads() {
    CompilerMeter meter = new CompilerMeter();
    long first = meter.nanos(-SECOND);
    long second = meter.nanos(0);
    long third = meter.nanos(9 * SECOND);

    assertThat(first).isPositive();
    assertThat(second).isGreaterThanOrEqualTo(first);
    assertThat(third).isBetween(second, ProcessMeter.cpuNanos());
  }
}
