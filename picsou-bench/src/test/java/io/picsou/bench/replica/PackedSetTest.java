package io.picsou.bench.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class PackedSetTest {
  @Test
  void aReceiversTurnsOfALongLogTakeFewBytes() {
    BitSet turns = new BitSet();
    for (int from = 1; from < 300_000_000; from += 4 * 1_024) {
      turns.set(from, from + 1_024);
    }
    byte[] packed = PackedSet.pack(turns);
    assertThat(packed.length).isLessThan(1 << 20);
    assertThat(PackedSet.unpack(packed)).isEqualTo(turns);
  }

  @Test
  void noneIsASetToo() {
    assertThat(PackedSet.unpack(PackedSet.pack(new BitSet()))).isEqualTo(new BitSet());
  }

  @Test
  void refusesWhatIsNone() {
    assertThatThrownBy(() -> PackedSet.unpack(new byte[] {1, 2, 3}))
        .isInstanceOf(UncheckedIOException.class);
  }
}
