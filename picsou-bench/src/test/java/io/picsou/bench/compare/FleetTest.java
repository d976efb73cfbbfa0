package io.picsou.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FleetTest {
  private static final CompareOptions.Hosting HOSTING =
      new CompareOptions.Hosting(false, List.of("-XX:+UseSerialGC"));

  @Test
  void givesReplicasTheirShareOfTheMachineWithinBounds() {
    long half = Environment.totalMegabytes() / 2;

    assertThat(heap(1, 1)).isEqualTo(Math.max(256, Math.min(512, half)));
    assertThat(heap(4, 8)).isEqualTo(4 * Math.max(256, Math.min(512, half / 8)));
  }

  @Test
  void givesNobodyLessThanItsLeastHoweverManyThereAre() {
    assertThat(heap(3, 1_000_000)).isEqualTo(3 * 256);
  }

  private static long heap(long replicas, long all) {
    List<String> options = Fleet.java(HOSTING, replicas, all);
    assertThat(options).hasSize(2).startsWith("-XX:+UseSerialGC");
    return Long.parseLong(options.get(1).replaceAll("-Xmx(\\d+)m", "$1"));
  }
}
