package io.picsou.core.picsou;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.cluster.Link;
import io.picsou.core.schedule.Schedule;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Of four senders and four receivers, where every turn has one entry: turn t has entry t + 1. */
class DeadPathsTest {
  private static final int ROUND = 16;

  private final Link link = Fixtures.link(4, 4);
  private final Schedule schedule = new Schedule(link);
  private final DeadPaths paths = new DeadPaths(link, schedule);
  private final Map<Long, Integer> attempts = new HashMap<>();
  private long turn;

  /** The first turn of a path, which comes again every {@link #ROUND} turns. */
  private final long first = 2;

  private final int sender = schedule.sender(first, 0);
  private final int next = schedule.sender(first, 1);

  @Test
  void nobodyStandsInWhileAllArrives() {
    rounds(4, 0);

    assertThat(attemptsOfNextRound()).containsOnly(0);
  }

  @Test
  void oneLostTurnTellsNothing() {
    rounds(1, 1);

    assertThat(attemptsOfNextRound()).containsOnly(0);
  }

  @Test
  void lostTurnsOnEndTellThatThePathIsDead() {
    rounds(DeadPaths.LOST_TURNS, 1);

    assertThat(offer(first, next)).isEqualTo(1);
  }

  @Test
  void whoIsNotNextDoesNotStandIn() {
    rounds(DeadPaths.LOST_TURNS, 1);

    assertThat(offer(first, sender)).isZero();
    assertThat(offer(first, schedule.sender(first, 2))).isZero();
  }

  @Test
  void anArrivalInBetweenTellsThatThePathWorks() {
    rounds(DeadPaths.LOST_TURNS - 1, 1);
    rounds(1, 0);
    rounds(DeadPaths.LOST_TURNS - 1, 1);

    assertThat(offer(first, next)).isZero();
  }

  @Test
  void whereTheNextPathIsDeadTooTheOneBehindItIsDue() {
    rounds(DeadPaths.LOST_TURNS, 2);

    assertThat(offer(first, next)).isZero();
    assertThat(offer(first, schedule.sender(first, 2))).isEqualTo(2);
  }

  /** What its stand-in sends tells nothing of a path, and is lost in vain if it is lost. */
  @Test
  void aStandInCanBeDeadAsWell() {
    rounds(DeadPaths.LOST_TURNS, 1);
    for (int i = 0; i < DeadPaths.LOST_TURNS; i++) {
      standIn(1);
    }
    assertThat(offer(first, next)).isEqualTo(1);

    for (int i = 0; i < DeadPaths.LOST_TURNS; i++) {
      standIn(2);
    }
    assertThat(offer(first, next)).isZero();
    assertThat(offer(first, schedule.sender(first, 2))).isEqualTo(2);
  }

  @Test
  void everythingCanBeForgotten() {
    rounds(DeadPaths.LOST_TURNS, 1);

    paths.forget();

    assertThat(attemptsOfNextRound()).containsOnly(0);
  }

  /** All turns are offered and arrive, those of the path with an attempt, all others at once. */
  private void rounds(int rounds, int attempt) {
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < ROUND; i++) {
        attempts.put(turn + 1, i == first ? attempt : 0);
        paths.offered(next, turn, turn + 1);
        turn++;
      }
      arrived();
    }
  }

  /** Offers a turn of the path, which arrives with an attempt; returns which was due at once. */
  private int standIn(int attempt) {
    int due = offer(first, next);
    attempts.put(turn, attempt);
    arrived();
    return due;
  }

  private int offer(long path, int self) {
    return paths.offered(self, path, ++turn);
  }

  private int[] attemptsOfNextRound() {
    int[] due = new int[ROUND * 4];
    for (int i = 0; i < due.length; i++) {
      due[i] = offer(i / 4, i % 4);
    }
    return due;
  }

  private void arrived() {
    paths.arrived(turn, sequence -> attempts.getOrDefault(sequence, 0));
  }
}
