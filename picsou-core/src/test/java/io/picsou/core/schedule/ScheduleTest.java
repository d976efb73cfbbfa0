package io.picsou.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void isThePapersRotation() {
    Schedule schedule = new Schedule(Links.equal(4, 4));

    assertThat(IntStream.range(0, 8).map(turn -> schedule.sender(turn, 0)))
        .containsExactly(0, 1, 2, 3, 0, 1, 2, 3);
    assertThat(IntStream.range(0, 8).map(turn -> schedule.receiver(turn, 0)))
        .containsExactly(0, 1, 2, 3, 1, 2, 3, 0);
  }

  @Property
  void sharesEvenlyAndMeetsEveryone(
      @ForAll @IntRange(min = 1, max = 19) int senders,
      @ForAll @IntRange(min = 1, max = 19) int receivers) {
    Schedule schedule = new Schedule(Links.equal(senders, receivers));
    int[] sent = new int[senders];
    int[] received = new int[receivers];
    Set<Integer> pairs = new HashSet<>();

    for (long turn = 0; turn < (long) senders * receivers; turn++) {
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
  void rotatesResendsWhereEveryoneIsEqual(
      @ForAll @IntRange(min = 1, max = 19) int size,
      @ForAll @IntRange(max = 9_999) int turn,
      @ForAll @IntRange(max = 500) int attempt) {
    Schedule schedule = new Schedule(Links.equal(size, size));

    assertThat(schedule.sender(turn, attempt))
        .isEqualTo((schedule.sender(turn, 0) + attempt) % size);
    assertThat(schedule.receiver(turn, attempt))
        .isEqualTo((schedule.receiver(turn, 0) + attempt) % size);
    assertThat(schedule.attemptBound()).isEqualTo(2 * ((size - 1) / 2) + 1);
  }

  @Test
  void coversTheSmallerPartWithEachResend() {
    Schedule schedule = new Schedule(Links.of(new long[] {3, 1}, new long[] {1, 1}));

    assertThat(IntStream.range(0, 7).mapToObj(attempt -> meeting(schedule, 0, attempt)))
        .containsExactly("0-0", "0-1", "1-1", "0-0", "0-1", "1-1", "0-0");
  }

  /** Whatever fails within the thresholds, someone correct meets someone correct in time. */
  @Property(tries = 300)
  void meetsACorrectPairWithinTheBound(@ForAll long seed) {
    Random random = new Random(seed);
    Link link = Links.random(random, 9);
    Schedule schedule = new Schedule(link);
    int bound = schedule.attemptBound();
    assertThat(bound).isLessThan(link.sending().size() + link.receiving().size());

    for (int i = 0; i < 50; i++) {
      long turn = random.nextLong(1L << 40);
      Set<Integer> badSenders = faulty(link.sending(), random);
      Set<Integer> badReceivers = faulty(link.receiving(), random);
      assertThat(IntStream.range(0, bound))
          .as("turn %s of %s without %s and %s", turn, link, badSenders, badReceivers)
          .anyMatch(
              attempt ->
                  !badSenders.contains(schedule.sender(turn, attempt))
                      && !badReceivers.contains(schedule.receiver(turn, attempt)));
    }
  }

  /** The adversary sees the schedule: all that it can corrupt stands first in line. */
  @Property(tries = 300)
  void meetsACorrectPairWithinTheBoundThoughTheFirstAreFaulty(@ForAll long seed) {
    Random random = new Random(seed);
    Link link = Links.random(random, 9);
    Schedule schedule = new Schedule(link);
    long turn = random.nextLong(1L << 40);
    Set<Integer> badSenders = new HashSet<>();
    Set<Integer> badReceivers = new HashSet<>();
    int attempt = 0;
    while (true) {
      int sender = schedule.sender(turn, attempt);
      int receiver = schedule.receiver(turn, attempt);
      boolean correct = !badSenders.contains(sender) && !badReceivers.contains(receiver);
      boolean sendersFirst = random.nextBoolean();
      if (correct
          && !(sendersFirst && corrupt(link.sending(), badSenders, sender))
          && !corrupt(link.receiving(), badReceivers, receiver)
          && !corrupt(link.sending(), badSenders, sender)) {
        break;
      }
      attempt++;
    }

    assertThat(attempt).isLessThan(schedule.attemptBound());
  }

  @Property(tries = 200)
  void repeatsAfterOneRound(@ForAll long seed) {
    Random random = new Random(seed);
    Link link = Links.random(random, 9);
    Schedule schedule = new Schedule(link);
    long turn = random.nextLong(1L << 40);
    int round = 1;
    while (!meeting(schedule, turn, round).equals(meeting(schedule, turn, 0))) {
      round++;
    }

    assertThat(round).isLessThan(link.sending().size() + link.receiving().size());
    for (int attempt = 0; attempt < 3 * round; attempt++) {
      assertThat(meeting(schedule, turn, attempt))
          .isEqualTo(meeting(schedule, turn, attempt % round));
    }
  }

  private static String meeting(Schedule schedule, long turn, int attempt) {
    return schedule.sender(turn, attempt) + "-" + schedule.receiver(turn, attempt);
  }

  private static Set<Integer> faulty(Cluster cluster, Random random) {
    Set<Integer> bad = new HashSet<>();
    for (int i = 0; i < 3 * cluster.size(); i++) {
      corrupt(cluster, bad, random.nextInt(cluster.size()));
    }
    return bad;
  }

  /** Adds a replica unless that is more than may fail. */
  private static boolean corrupt(Cluster cluster, Set<Integer> bad, int replica) {
    long stake = bad.stream().mapToLong(cluster::stake).sum() + cluster.stake(replica);
    return stake <= cluster.thresholds().u() && bad.add(replica);
  }
}
