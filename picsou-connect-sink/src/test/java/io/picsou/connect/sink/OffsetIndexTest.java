package io.picsou.connect.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OffsetIndexTest {
  @Test
  void isBoundedAndStaysUseful() {
    OffsetIndex index = new OffsetIndex();
    for (long sequence = 1; sequence <= 5_000_000; sequence++) {
      index.add(sequence, 2 * sequence);
    }

    assertThat(index.size()).isLessThanOrEqualTo(OffsetIndex.MAX_POINTS);
    assertThat(index.before(1_234_567, 1)).isBetween(2 * 1_230_000L, 2 * 1_234_567L);
  }

  @Test
  void guessesBelowWhatItKnows() {
    OffsetIndex index = new OffsetIndex();
    index.add(1000, 2500);

    assertThat(index.reaches(400)).isFalse();
    assertThat(index.before(400, 1)).isEqualTo(1900);
    assertThat(index.before(400, 2)).isEqualTo(1300);
    assertThat(index.before(400, 8)).isZero();
  }
}
