package io.picsou.connect.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OffsetRunsTest {
  @Test
  void knowsNothingAtFirst() {
    assertThat(new OffsetRuns().behind(5)).isEqualTo(-1);
  }

  @Test
  void aStretchWithoutJumpsIsOneRun() {
    OffsetRuns runs = new OffsetRuns();
    for (long i = 0; i < 100_000; i++) {
      runs.add(i + 1, i);
    }

    assertThat(runs.size()).isEqualTo(1);
    assertThat(runs.behind(70_000)).isEqualTo(70_000);
  }

  @Property
  void isTheOffsetBehindTheLastRecordNotAbove(
      @ForAll @Size(min = 1, max = 50) List<@IntRange(min = 1, max = 3) Integer> jumps,
      @ForAll @Size(max = 10) List<@IntRange(min = 0, max = 20) Integer> advances) {
    OffsetRuns runs = new OffsetRuns();
    List<Long> offsets = new ArrayList<>();
    long offset = 100;
    for (int i = 0; i < jumps.size(); i++) {
      offset += jumps.get(i);
      offsets.add(offset);
      runs.add(i + 1, offset);
    }
    int sequence = 0;

    for (int advance : advances) {
      sequence += advance;
      long expected = sequence == 0 ? -1 : offsets.get(Math.min(sequence, offsets.size()) - 1) + 1;
      assertThat(runs.behind(sequence)).isEqualTo(expected);
    }
  }
}
