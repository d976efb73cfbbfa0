package io.picsou.baseline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.entry.EntryCodec;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.generator.GeneratorReader;
import java.nio.ByteBuffer;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReorderBufferTest {
  private static final int PAYLOAD = 10;

  private static ByteBuffer entry(long sequence) {
    return ByteBuffer.wrap(EntryCodec.encode(GeneratorReader.entry(sequence, PAYLOAD)));
  }

  /**
   * However the partitions interleave, repeat and are paused: the log comes out, each entry once.
   */
  @Property(tries = 300)
  void restoresTheLog(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 5) int count,
      @ForAll @IntRange(min = 0, max = 20) int after,
      @ForAll @IntRange(min = 1, max = 500) int room) {
    Partitions partitions = new Partitions(count);
    ReorderBuffer buffer = new ReorderBuffer(partitions, after, room, 100);
    Random random = new Random(seed);
    long end = after + 50L;
    long[] next = new long[count];
    for (int p = 0; p < count; p++) {
      // From up to two entries too early, as after a restart.
      next[p] = Math.max(p + 1, partitions.lastThrough(p, after) - count);
    }
    long expected = after + 1L;
    for (int round = 0; expected <= end; round++) {
      assertThat(round).as("stuck at entry " + expected).isLessThan(20_000);
      int p = random.nextInt(count);
      if (next[p] <= end && !buffer.full(p)) {
        assertThat(buffer.add(p, next[p], entry(next[p]))).isTrue();
        next[p] = random.nextInt(8) == 0 ? Math.max(p + 1, next[p] - count) : next[p] + count;
      }
      for (Frame run = buffer.next(); run != null; run = buffer.next()) {
        assertThat(run.first()).isEqualTo(expected);
        assertThat(Frame.verified(run.bytes()).count()).isEqualTo(run.count());
        expected = run.last() + 1;
      }
    }
    assertThat(expected).isEqualTo(end + 1);
    assertThat(buffer.waitingBytes()).isZero();
  }

  @Test
  void tellsAGap() {
    ReorderBuffer buffer = new ReorderBuffer(new Partitions(2), 0, 1000, 1000);
    assertThat(buffer.add(0, 1, entry(1))).isTrue();
    assertThat(buffer.add(0, 5, entry(5))).isFalse();
    assertThat(buffer.expected(0)).isEqualTo(3);
  }

  @Test
  void countsWhatIsRepeated() {
    ReorderBuffer buffer = new ReorderBuffer(new Partitions(2), 4, 1000, 1000);
    assertThat(buffer.add(0, 3, entry(3))).isTrue();
    assertThat(buffer.add(0, 5, entry(5))).isTrue();
    assertThat(buffer.add(0, 5, entry(5))).isTrue();
    assertThat(buffer.duplicates()).isEqualTo(2);
    assertThat(buffer.next().count()).isEqualTo(1);
  }

  @Test
  void onlyThePartitionThatIsAheadIsFull() {
    ReorderBuffer buffer = new ReorderBuffer(new Partitions(2), 0, 2L * entry(1).remaining(), 1000);
    buffer.add(1, 2, entry(2));
    assertThat(buffer.full(1)).isTrue();
    assertThat(buffer.full(0)).isFalse();
    buffer.add(0, 1, entry(1));
    assertThat(buffer.next().last()).isEqualTo(2);
    assertThat(buffer.roomy(1)).isTrue();
  }
}
