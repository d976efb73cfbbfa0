package io.picsou.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.picsou.core.protocol.LinkOptions;
import java.util.BitSet;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PhiCodecTest {
  @Property(tries = 300)
  void comesBackAsItWas(@ForAll long seed, @ForAll @IntRange(min = 1, max = 600) int meanRun) {
    Random random = new Random(seed);
    long[] words = new long[random.nextInt(100)];
    BitSet bits = new BitSet();
    for (int at = 0; at < 64 * words.length; ) {
      int end = Math.min(64 * words.length, at + 1 + random.nextInt(2 * meanRun));
      bits.set(at, end, random.nextBoolean());
      at = end;
    }
    long[] used = bits.toLongArray();
    System.arraycopy(used, 0, words, 0, used.length);

    assertThat(PhiCodec.decode(encode(words))).isEqualTo(words);
    assertThat(encode(words).getSerializedSize()).isLessThanOrEqualTo(8 * words.length + 4);
  }

  @Example
  void takesAKilobyteForTheGapsOfADeadSender() {
    long[] words = new long[(1 << 18) / 64];
    for (int word = 0; word < words.length; word++) {
      words[word] = word % 32 < 8 ? 0 : -1;
    }

    assertThat(encode(words).getSerializedSize()).isLessThan(1_024);
  }

  @Example
  void refusesWhatNoSettingAllows() {
    Wire.Ack long1 = Wire.Ack.newBuilder().addPhiRuns(LinkOptions.MAX_PHI + 1).build();
    Wire.Ack long2 = Wire.Ack.newBuilder().addPhiRuns(-1).addPhiRuns(-1).addPhiRuns(2).build();

    assertThatIllegalArgumentException().isThrownBy(() -> PhiCodec.decode(long1));
    assertThatIllegalArgumentException().isThrownBy(() -> PhiCodec.decode(long2));
  }

  private static Wire.Ack encode(long[] words) {
    Wire.Ack.Builder out = Wire.Ack.newBuilder();
    PhiCodec.encode(words, out);
    return out.build();
  }
}
