package io.picsou.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class AckTest {
  @Property
  void saysTheSameInWordsAndRangesAsEntryByEntry(
      @ForAll long seed, @ForAll @IntRange(max = 4) int words) {
    Random random = new Random(seed);
    long held = random.nextInt(200);
    long[] phi = random.longs(words).map(word -> word | random.nextLong()).toArray();
    Ack ack = new Ack(held, held, phi);

    for (long from = 1; from < held + 64 * words + 130; from++) {
      long word = ack.word(from);
      long end = from;
      while (ack.shows(end)) {
        end++;
      }
      for (int bit = 0; bit < 64; bit++) {
        assertThat((word >>> bit & 1) != 0).isEqualTo(ack.shows(from + bit));
        assertThat(ack.showsAll(from, from + bit)).isEqualTo(from + bit < end);
      }
    }
  }
}
