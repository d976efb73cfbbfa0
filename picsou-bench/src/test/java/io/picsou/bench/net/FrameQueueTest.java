package io.picsou.bench.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FrameQueueTest {
  private static final int CAPACITY = 4 * FrameQueue.MAX_FRAME_BYTES;

  /** Positive numbers add a frame of so many bytes, the others take one. */
  @Property(tries = 100)
  void isAQueue(
      @ForAll @Size(max = 200) List<@IntRange(min = -30_000, max = 66_048) Integer> steps) {
    FrameQueue queue = new FrameQueue(CAPACITY);
    Deque<Integer> expected = new ArrayDeque<>();
    long due = 0;
    long firstDue = 0;
    for (int step : steps) {
      if (step > 0) {
        ByteBuffer frame = queue.reserve();
        if (frame != null) {
          assertThat(frame.remaining()).isEqualTo(FrameQueue.MAX_FRAME_BYTES);
          fill(frame, step);
          queue.add(step, due++);
          expected.add(step);
        }
      } else if (!expected.isEmpty()) {
        assertThat(queue.isEmpty()).isFalse();
        assertThat(queue.dueNanos()).isEqualTo(firstDue++);
        check(queue.first(), expected.remove());
        queue.remove();
      }
      assertThat(queue.isEmpty()).isEqualTo(expected.isEmpty());
    }
  }

  private static void fill(ByteBuffer frame, int bytes) {
    for (int i = 0; i < bytes; i++) {
      frame.put((byte) (bytes + i));
    }
  }

  private static void check(ByteBuffer frame, int bytes) {
    assertThat(frame.remaining()).isEqualTo(bytes);
    for (int i = 0; i < bytes; i++) {
      if (frame.get() != (byte) (bytes + i)) {
        throw new AssertionError("byte %d of a frame of %d bytes".formatted(i, bytes));
      }
    }
  }

  @Test
  void isFullWhenItHoldsWhatItCan() {
    FrameQueue queue = new FrameQueue(CAPACITY);
    int frames = 0;
    while (queue.reserve() != null) {
      queue.add(FrameQueue.MAX_FRAME_BYTES, 0);
      frames++;
    }
    assertThat(frames).isEqualTo(3); // four, but for their headers
    queue.remove();
    // The gap at the ring's end is too short, and what follows it must not overtake the first.
    assertThat(queue.reserve()).isNotNull();
  }
}
