package io.picsou.baseline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PartitionsTest {
  @Test
  void firstEntryGoesToPartitionZero() {
    Partitions four = new Partitions(4);
    assertThat(four.of(1)).isZero();
    assertThat(four.of(4)).isEqualTo(3);
    assertThat(four.of(5)).isZero();
  }

  /** The arithmetic says what counting says. */
  @Property
  void offsetsAreCounts(
      @ForAll @IntRange(min = 1, max = 9) int count,
      @ForAll @IntRange(min = 0, max = 60) int through) {
    Partitions partitions = new Partitions(count);
    long[] entries = new long[count];
    long[] last = new long[count];
    for (long sequence = 1; sequence <= through; sequence++) {
      entries[partitions.of(sequence)]++;
      last[partitions.of(sequence)] = sequence;
    }
    for (int p = 0; p < count; p++) {
      assertThat(partitions.entriesThrough(p, through)).isEqualTo(entries[p]);
      assertThat(Math.max(0, partitions.lastThrough(p, through))).isEqualTo(last[p]);
    }
  }
}
