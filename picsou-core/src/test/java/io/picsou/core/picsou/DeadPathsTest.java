package io.picsou.core.picsou;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import io.picsou.core.cluster.Thresholds;
import io.picsou.core.protocol.Ack;
import io.picsou.core.schedule.Schedule;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of four senders and four receivers, where every turn has one entry: turn t has entry t + 1. */
class DeadPathsTest {
  private record Path(int sender, int receiver) {}

  /** After so many turns each path had one. */
  private static final int ROUND = 16;

  /** So many rounds tell that a sender is not heard. */
  private static final int ENOUGH = DeadPaths.TURNS + 1;

  private static final long ROUND_NANOS = DeadPaths.PATIENCE_NANOS / DeadPaths.TURNS;

  /** So many tell that a receiver tells nothing. */
  private static final int LONG = (int) (Silence.NANOS / ROUND_NANOS) + 1;

  private static final long TURN = 2;

  private final Schedule schedule = new Schedule(Fixtures.link(4, 4));
  private DeadPaths paths = new DeadPaths(Fixtures.link(4, 4), schedule);
  private final Path first = path(TURN, 0);
  private final Path next = path(TURN, 1);
  private final Path third = path(TURN, 2);

  /** Where nothing is heard. */
  private final Set<Path> down = new HashSet<>();

  /** Who tells nothing. */
  private final Set<Integer> mute = new HashSet<>();

  /** Up to where each receiver told to have everything. */
  private final long[] held = new long[4];

  private long turn;
  private long now = -5;

  @Test
  void nobodyStandsInWhileAllIsHeard() {
    rounds(ENOUGH);

    assertThat(allThatIsDue()).containsOnly(0);
  }

  @Test
  void whatIsNotHeardForLongEnoughIsDueOnTheNextPath() {
    down.add(first);
    rounds(ENOUGH - 1);
    assertThat(allThatIsDue()).containsOnly(0);

    rounds(1);

    assertThat(due(next)).isEqualTo(1);
    assertThat(due(third)).isZero();
    assertThat(allThatIsDue()).containsOnlyOnce(1);
  }

  /** Nothing was sent that could be heard. */
  @Test
  void silenceWithoutTurnsTellsNothing() {
    down.add(first);
    rounds(DeadPaths.TURNS - 1);
    now += 2 * Silence.NANOS;
    tell();

    assertThat(allThatIsDue()).containsOnly(0);
  }

  /** Everybody is idle, and then one is the first to tell what came. */
  @Test
  void whoHadNothingToTellForLongIsNotMute() {
    rounds(ENOUGH);
    now += 2 * Silence.NANOS;
    offerRound();
    arrive();

    assertThat(allThatIsDue()).containsOnly(0);
  }

  /** What had to be told was, before a quorum had told it. */
  @Test
  void whoWasTheFirstToTellIsNotMute() {
    offerRound();
    offerRound();
    tell();
    arrive();
    now += 2 * Silence.NANOS;
    assertThat(allThatIsDue()).containsOnly(0);

    down.add(first);
    tell();

    assertThat(allThatIsDue()).containsOnly(0);
  }

  @Test
  void onlyTheReceiverItselfTellsThatNothingIsHeard() {
    down.add(first);
    rounds(ENOUGH - 1);
    now += ROUND_NANOS;
    assertThat(allThatIsDue()).containsOnly(0);

    tell();

    assertThat(due(next)).isEqualTo(1);
  }

  @Test
  void whatIsHeardInBetweenTellsThatThePathWorks() {
    down.add(first);
    rounds(ENOUGH - 1);
    paths.told(first.receiver, senders(first.sender), now);
    rounds(1);
    assertThat(allThatIsDue()).containsOnly(0);

    rounds(ENOUGH);
    assertThat(due(next)).isEqualTo(1);
    paths.told(next.receiver, senders(first.sender), now);
    paths.told(first.receiver, senders(next.sender), now);
    assertThat(due(next)).isEqualTo(1);

    paths.told(first.receiver, senders(next.sender, first.sender), now);
    assertThat(due(next)).isZero();
  }

  /** What one receiver tells may be a lie. */
  @Test
  void whereOneMayLieTwoHaveToTellThatTheyDoNotHear() {
    Cluster liars = Fixtures.cluster("B", 4, Thresholds.byzantine(4));
    paths = new DeadPaths(new Link("link", Fixtures.cluster("A", 4), liars), schedule);
    down.add(first);
    rounds(LONG);
    assertThat(allThatIsDue()).containsOnly(0);

    down.add(new Path(first.sender, next.receiver));
    rounds(ENOUGH + 1); // it is told no more after the first

    assertThat(due(next)).isEqualTo(1);
    assertThat(IntStream.of(allThatIsDue()).sum()).as("next attempts on 2 paths").isEqualTo(2);
  }

  /** Where that happens again and again, all that is heard is late. */
  @Test
  void whoIsHeardAfterAllIsGivenMoreTime() {
    down.add(first);
    rounds(ENOUGH);
    paths.told(first.receiver, senders(first.sender), now);
    tell();
    rounds(ENOUGH);
    assertThat(allThatIsDue()).containsOnly(0);

    rounds(ENOUGH - 1);

    assertThat(due(next)).isEqualTo(1);
  }

  @Test
  void whereTheNextPathIsDeadTooTheOneBehindItIsDue() {
    down.addAll(Set.of(first, next));
    rounds(ENOUGH);

    assertThat(due(next)).isZero();
    assertThat(due(third)).isEqualTo(2);
  }

  @Test
  void allPathsOfAMuteReceiverAreDead() {
    mute.add(first.receiver);
    rounds(LONG - 1);
    assertThat(allThatIsDue()).containsOnly(0);

    rounds(1);
    assertThat(due(next)).isEqualTo(1);
    assertThat(IntStream.of(allThatIsDue()).sum()).as("next attempts on 4 paths").isEqualTo(4);

    paths.told(first.receiver, senders(0, 1, 2, 3), now);

    assertThat(allThatIsDue()).containsOnly(0);
  }

  /** Its other paths have had no turn yet, or not enough of them. */
  @Test
  void whomAnHonestReceiverDoesNotHearIsDeadForThoseWhoDoNotEither() {
    IntStream.range(0, 4).forEach(receiver -> down.add(new Path(first.sender, receiver)));
    offerRound();
    arrive();
    IntStream.range(0, 4)
        .filter(receiver -> receiver != first.receiver)
        .forEach(receiver -> paths.told(receiver, senders(first.sender), now));
    tell();
    rounds(1);
    assertThat(allThatIsDue()).containsOnly(0);
    now += DeadPaths.PATIENCE_NANOS;

    paths.told(first.receiver, senders(), now);

    assertThat(due(next)).isEqualTo(1);
    assertThat(IntStream.of(allThatIsDue()).sum()).as("next attempts on 4 paths").isEqualTo(4);
  }

  @Test
  void afterALossAttemptsOnDeadPathsAreLeftOut() {
    down.add(next);
    rounds(ENOUGH);

    assertThat(paths.firstAlive(TURN, 0, now)).isZero();
    assertThat(paths.firstAlive(TURN, 1, now)).isEqualTo(2);
    assertThat(paths.firstAlive(TURN, 2, now)).isEqualTo(2);
    assertThat(paths.firstAlive(TURN, 5, now)).isEqualTo(6);
  }

  /** Nothing may be sent that would tell that a path works again. */
  @Test
  void whatWasLostOnAllPathsIsTriedOnDeadOnesToo() {
    down.add(next);
    rounds(ENOUGH);

    assertThat(path(TURN, 9)).isEqualTo(next);
    assertThat(paths.firstAlive(TURN, 9, now)).isEqualTo(9);
  }

  @Test
  void whereAllPathsAreDeadNothingIsLeftOut() {
    for (int sender = 0; sender < 4; sender++) {
      for (int receiver = 0; receiver < 4; receiver++) {
        down.add(new Path(sender, receiver));
      }
    }
    rounds(ENOUGH);

    assertThat(allThatIsDue()).containsOnly(0);
    assertThat(paths.firstAlive(TURN, 1, now)).isEqualTo(1);
  }

  @Test
  void sendersThatDoNotExistAreIgnored() {
    down.add(first);
    rounds(ENOUGH);

    paths.told(first.receiver, new long[] {1L << 4, -1, -1}, now);

    assertThat(due(next)).isEqualTo(1);
  }

  private Path path(long ofTurn, int attempt) {
    return new Path(schedule.sender(ofTurn, attempt), schedule.receiver(ofTurn, attempt));
  }

  /** Turns of all paths are offered and arrive in the end, and receivers tell whom they hear. */
  private void rounds(int rounds) {
    for (int i = 0; i < rounds; i++) {
      now += ROUND_NANOS;
      offerRound();
      arrive();
      tell();
    }
  }

  private void offerRound() {
    for (int i = 0; i < ROUND; i++) {
      paths.offered(third.sender, turn, ++turn, now);
    }
  }

  private void arrive() {
    paths.arrived(turn, receiver -> new Ack(0, held[receiver], new long[0]), now);
  }

  private void tell() {
    for (int id = 0; id < 4; id++) {
      int receiver = id;
      IntStream heard =
          IntStream.range(0, 4).filter(sender -> !down.contains(new Path(sender, receiver)));
      if (!mute.contains(id)) {
        held[id] = turn;
        paths.told(id, senders(heard.toArray()), now);
      }
    }
  }

  /** What is due at once of another turn of the first path, if the sender of a path asks. */
  private int due(Path asking) {
    return paths.offered(asking.sender, TURN, ++turn, now);
  }

  /** The same of the next turn of every path, whoever asks. */
  private int[] allThatIsDue() {
    return IntStream.range(0, ROUND * 4)
        .map(i -> paths.offered(i % 4, i / 4, ++turn, now))
        .toArray();
  }

  private static long[] senders(int... ids) {
    return IntStream.of(ids).collect(BitSet::new, BitSet::set, BitSet::or).toLongArray();
  }
}
