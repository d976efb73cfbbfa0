package io.picsou.bench.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadTest {
  private static final int RUN_BYTES = 256 << 10;

  private static List<Entry> entries(long count, long seed) {
    Workload workload = new Workload(count, seed);
    List<Entry> entries = new ArrayList<>();
    for (Frame run = workload.next(RUN_BYTES); run != null; run = workload.next(RUN_BYTES)) {
      entries.addAll(run.entries());
    }
    return entries;
  }

  @Test
  void entriesRunOnWithoutGapAndReachFromNothingToTheLargestSize() {
    List<Entry> entries = entries(10_000, 7);
    assertThat(entries).hasSize(10_000);
    for (int i = 0; i < entries.size(); i++) {
      assertThat(entries.get(i).sequence()).isEqualTo(i + 1);
    }
    assertThat(entries).anyMatch(entry -> entry.payload().length == 0);
    assertThat(entries)
        .extracting(entry -> entry.payload().length)
        .contains(Workload.LARGEST_BYTES)
        .allMatch(size -> size <= Workload.LARGEST_BYTES);
  }

  @Test
  void smallWorkloadsHaveBothEndsToo() {
    assertThat(entries(100, 1))
        .extracting(entry -> entry.payload().length)
        .contains(0, Workload.LARGEST_BYTES);
  }

  @Test
  void seedDecidesTheContents() {
    assertThat(new Workload(100, 3).next(RUN_BYTES).bytes())
        .isEqualTo(new Workload(100, 3).next(RUN_BYTES).bytes());
    assertThat(new Workload(100, 3).next(RUN_BYTES).bytes())
        .isNotEqualTo(new Workload(100, 4).next(RUN_BYTES).bytes());
  }
}
