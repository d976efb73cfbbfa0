package io.picsou.sim.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventQueueTest {
  private record Planned(long atNanos, int number) {}

  @Test
  void runsByTimeAndThenByOrderOfPlanning() {
    EventQueue queue = new EventQueue();
    Random random = new Random(7);
    List<Planned> planned = new ArrayList<>();
    List<Planned> ran = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      Planned next = new Planned(random.nextInt(700), i);
      planned.add(next);
      queue.at(next.atNanos(), () -> ran.add(next));
    }

    while (queue.nextNanos() < Long.MAX_VALUE) {
      queue.step();
    }

    planned.sort(Comparator.comparingLong(Planned::atNanos).thenComparingInt(Planned::number));
    assertThat(ran).isEqualTo(planned);
    assertThat(queue.executed()).isEqualTo(5_000);
  }

  @Test
  void planningInThePastMeansNow() {
    EventQueue queue = new EventQueue();
    List<Long> times = new ArrayList<>();
    queue.at(100, () -> queue.at(50, () -> times.add(queue.nowNanos())));

    queue.step();
    queue.step();

    assertThat(times).containsExactly(100L);
  }
}
