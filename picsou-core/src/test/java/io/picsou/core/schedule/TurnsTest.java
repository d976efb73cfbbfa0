package io.picsou.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private final Turns turns = new Turns(512, 64 << 10);

  @Test
  void areLongForSmallEntriesAndShortForLargeOnes() {
    assertThat(length(24)).isEqualTo(512);
    assertThat(length(128)).isEqualTo(512);
    assertThat(length(129)).isEqualTo(256);
    assertThat(length(10_024)).isEqualTo(4);
    assertThat(length(32 << 10)).isEqualTo(2);
    assertThat(length((32 << 10) + 1)).isEqualTo(1);
    assertThat(length(1 << 20)).isEqualTo(1);
  }

  @Test
  void areSingleEntriesWhereOneIsTheMost() {
    Turns single = new Turns(1, 64 << 10);

    assertThat(single.turn(1, 24)).isZero();
    assertThat(single.turn(7, 24)).isEqualTo(6);
  }

  @Test
  void roundBoundsDown() {
    Turns rounded = new Turns(1_000, 3_000);

    assertThat(rounded.turn(2_049, 2)).isEqualTo(4);
    assertThat(rounded.turn(2_049, 1_000)).isEqualTo(1_024);
  }

  @Property
  void neverExceedTheirBounds(
      @ForAll @LongRange(min = 1, max = 1L << 50) long sequence,
      @ForAll @IntRange(min = 24, max = 1 << 26) int bytes,
      @ForAll @IntRange(min = 1, max = 4_096) int stripe,
      @ForAll @IntRange(min = 1, max = 1 << 24) int stripeBytes) {
    Turns some = new Turns(stripe, stripeBytes);
    long turn = some.turn(sequence, bytes);
    long length = 1;
    while (some.turn(sequence + length, bytes) == turn) {
      length++;
    }

    assertThat(length).isLessThanOrEqualTo(stripe);
    assertThat(length == 1 || length * bytes <= stripeBytes).isTrue();
  }

  @Property
  void ofOneLengthConsistOfWholeShorterOnes(
      @ForAll @LongRange(min = 1, max = 1L << 50) long sequence,
      @ForAll @IntRange(min = 24, max = 1 << 20) int bytes) {
    boolean sameShort = turns.turn(sequence, 2 * bytes) == turns.turn(sequence + 1, 2 * bytes);
    boolean sameLong = turns.turn(sequence, bytes) == turns.turn(sequence + 1, bytes);

    assertThat(!sameShort || sameLong).isTrue();
  }

  private int length(int bytes) {
    int length = 1;
    while (turns.turn(1 + length, bytes) == 0) {
      length++;
    }
    return length;
  }
}
