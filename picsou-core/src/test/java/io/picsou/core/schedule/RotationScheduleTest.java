package io.picsou.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import io.picsou.core.cluster.Replica;
import io.picsou.core.cluster.Thresholds;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RotationScheduleTest {
  @Test
  void isThePapersRotation() {
    Schedule schedule = new RotationSchedule(link(4, 4));

    assertThat(IntStream.range(0, 8).map(turn -> schedule.sender(turn, 0)))
        .containsExactly(0, 1, 2, 3, 0, 1, 2, 3);
    assertThat(IntStream.range(0, 8).map(turn -> schedule.receiver(turn, 0)))
        .containsExactly(0, 1, 2, 3, 1, 2, 3, 0);
  }

  @Property
  void sharesEvenlyAndMeetsEveryone(
      @ForAll @IntRange(min = 1, max = 19) int senders,
      @ForAll @IntRange(min = 1, max = 19) int receivers) {
    Schedule schedule = new RotationSchedule(link(senders, receivers));
    int[] sent = new int[senders];
    int[] received = new int[receivers];
    Set<Integer> pairs = new HashSet<>();
    long turns = (long) senders * receivers;

    for (long turn = 0; turn < turns; turn++) {
      int sender = schedule.sender(turn, 0);
      int receiver = schedule.receiver(turn, 0);
      sent[sender]++;
      received[receiver]++;
      pairs.add(sender * receivers + receiver);
    }

    assertThat(sent).containsOnly(receivers);
    assertThat(received).containsOnly(senders);
    assertThat(pairs).hasSize(senders * receivers);
  }

  @Property
  void meetsACorrectPairWithinTheBound(
      @ForAll @IntRange(min = 1, max = 19) int size, @ForAll @IntRange(max = 9999) int turn) {
    Schedule schedule = new RotationSchedule(link(size, size));
    int faulty = (size - 1) / 2;
    Set<Integer> senders = new HashSet<>();
    Set<Integer> receivers = new HashSet<>();

    for (int attempt = 0; attempt <= 2 * faulty; attempt++) {
      senders.add(schedule.sender(turn, attempt));
      receivers.add(schedule.receiver(turn, attempt));
    }

    assertThat(senders).as("u + u + 1 attempts, each by another sender").hasSize(2 * faulty + 1);
    assertThat(receivers).hasSize(2 * faulty + 1);
  }

  private static Link link(int senders, int receivers) {
    return new Link("link", cluster("A", senders), cluster("B", receivers));
  }

  private static Cluster cluster(String id, int size) {
    return new Cluster(
        id,
        0,
        IntStream.range(0, size).mapToObj(i -> new Replica(i, "", 1)).toList(),
        Thresholds.crash(size));
  }
}
