package io.picsou.core.picsou;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.schedule.Schedule;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of four senders and four receivers, where every turn has one entry: turn t has entry t + 1. */
class DeadPathsTest {
  private record Path(int sender, int receiver) {}

  /** After so many turns each path had one. */
  private static final int ROUND = 16;

  private static final long TURN = 2;

  private final Schedule schedule = new Schedule(Fixtures.link(4, 4));
  private final DeadPaths paths = new DeadPaths(Fixtures.link(4, 4), schedule);
  private final Path first = path(TURN, 0);
  private final Path next = path(TURN, 1);
  private final Path third = path(TURN, 2);

  /** What is lost in fact. */
  private final Set<Path> down = new HashSet<>();

  private final Map<Long, Integer> attempts = new HashMap<>();
  private long turn;

  @Test
  void nobodyStandsInWhileAllArrives() {
    rounds(4);

    assertThat(allThatIsDue()).containsOnly(0);
  }

  @Test
  void oneLostTurnTellsNothing() {
    down.add(first);
    rounds(DeadPaths.LOST_TURNS - 1);

    assertThat(allThatIsDue()).containsOnly(0);
  }

  @Test
  void lostTurnsOnEndTellThatThePathIsDead() {
    down.add(first);
    rounds(DeadPaths.LOST_TURNS);

    assertThat(due(next)).isEqualTo(1);
    assertThat(allThatIsDue()).containsOnlyOnce(1);
  }

  @Test
  void whatTheReceiverHearsInBetweenTellsThatThePathWorks() {
    down.add(first);
    rounds(DeadPaths.LOST_TURNS - 1);
    paths.heard(first.receiver, senders(first.sender));
    rounds(DeadPaths.LOST_TURNS - 1);

    assertThat(allThatIsDue()).containsOnly(0);
  }

  /** Another sender noticed the loss first, and what it sent has arrived. */
  @Test
  void anArrivalInBetweenTellsNothing() {
    down.add(first);
    rounds(DeadPaths.LOST_TURNS - 1);
    down.clear();
    rounds(1);
    down.add(first);
    rounds(1);

    assertThat(due(next)).isEqualTo(1);
  }

  @Test
  void whereTheNextPathIsDeadTooTheOneBehindItIsDue() {
    down.addAll(Set.of(first, next));
    rounds(DeadPaths.LOST_TURNS);

    assertThat(due(next)).isZero();
    assertThat(due(third)).isEqualTo(2);
  }

  @Test
  void aStandInCanDieAsWell() {
    down.add(first);
    rounds(DeadPaths.LOST_TURNS);
    down.add(next);
    rounds(DeadPaths.LOST_TURNS);

    assertThat(due(next)).isZero();
    assertThat(due(third)).isEqualTo(2);
  }

  @Test
  void whereAllPathsAreDeadNobodyStandsIn() {
    for (int sender = 0; sender < 4; sender++) {
      for (int receiver = 0; receiver < 4; receiver++) {
        down.add(new Path(sender, receiver));
      }
    }
    rounds(DeadPaths.LOST_TURNS);

    assertThat(allThatIsDue()).containsOnly(0);
  }

  @Test
  void theReceiverCanTellThatThePathWorks() {
    down.add(first);
    rounds(DeadPaths.LOST_TURNS);

    paths.heard(next.receiver, senders(first.sender));
    paths.heard(first.receiver, senders(next.sender));
    assertThat(due(next)).isEqualTo(1);

    paths.heard(first.receiver, senders(next.sender, first.sender));
    assertThat(allThatIsDue()).containsOnly(0);
  }

  @Test
  void sendersThatDoNotExistAreIgnored() {
    down.add(first);
    rounds(DeadPaths.LOST_TURNS);

    paths.heard(first.receiver, new long[] {1L << 4, -1, -1});

    assertThat(due(next)).isEqualTo(1);
  }

  private Path path(long ofTurn, int attempt) {
    return new Path(schedule.sender(ofTurn, attempt), schedule.receiver(ofTurn, attempt));
  }

  /** Turns of all paths are offered, as the third path's sender sees it, and arrive in the end. */
  private void rounds(int rounds) {
    for (int i = 0; i < rounds * ROUND; i++) {
      int attempt = paths.offered(third.sender, turn, turn + 1);
      while (down.contains(path(turn, attempt)) && attempt < ROUND) {
        attempt++;
      }
      attempts.put(++turn, attempt);
    }
    paths.arrived(turn, sequence -> attempts.getOrDefault(sequence, 0));
  }

  /** What is due at once of another turn of the first path, if the sender of a path asks. */
  private int due(Path asking) {
    return paths.offered(asking.sender, TURN, ++turn);
  }

  /** The same of the next turn of every path, whoever asks. */
  private int[] allThatIsDue() {
    return IntStream.range(0, ROUND * 4).map(i -> paths.offered(i % 4, i / 4, ++turn)).toArray();
  }

  private static long[] senders(int... ids) {
    return IntStream.of(ids).collect(BitSet::new, BitSet::set, BitSet::or).toLongArray();
  }
}
