package io.picsou.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.entry.Frame;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameQueueTest {
  private final Frame first = Loopback.run(1, 1, 76);
  private final Frame second = Loopback.run(2, 2, 76);
  private final FrameQueue queue = new FrameQueue(150);

  @Test
  void isBoundedByBytesButTakesOneFrameOfAnySize() throws InterruptedException {
    Frame big = Loopback.run(1, 1, 1_000);
    assertThat(queue.offer(big, 0)).isTrue();
    assertThat(queue.offer(second, 0)).isFalse();
    assertThat(queue.poll(0)).isSameAs(big);
    assertThat(queue.offer(second, 0)).isTrue();
  }

  @Test
  void handsOverInOrder() throws InterruptedException {
    queue.addAll(List.of());
    assertThat(queue.roomBytes()).isEqualTo(150);
    queue.addAll(List.of(first, second));
    assertThat(queue.roomBytes()).isEqualTo(150 - first.sizeBytes() - second.sizeBytes());
    assertThat(queue.roomBytes()).isNegative();
    assertThat(queue.peek()).isSameAs(first);
    queue.remove();
    assertThat(queue.poll(0)).isSameAs(second);
    assertThat(queue.poll(0)).isNull();
  }

  @Test
  void aClosedQueueTakesAndGivesNothing() throws InterruptedException {
    queue.addAll(List.of(first));
    queue.close();
    assertThat(queue.poll(Long.MAX_VALUE)).isNull();
    assertThat(queue.offer(first, Long.MAX_VALUE)).isFalse();
  }
}
