package io.picsou.core.quack;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Replica;
import io.picsou.core.cluster.Thresholds;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaggardsTest {
  private static final long LIMIT = 1_000;
  private static final long RETENTION = Laggards.LONGEST_PART * LIMIT;
  private static final long START = -77;
  private static final long STEP = Laggards.SILENCE_NANOS / 2;

  private static final long FAR = 100 * RETENTION;
  private static final long STRIDE = LIMIT / Laggards.STEPS + 1;

  private final Laggards laggards = laggards(new Thresholds(1, 0), 1, 1, 1);

  private static Laggards laggards(Thresholds thresholds, long... stakes) {
    List<Replica> replicas =
        IntStream.range(0, stakes.length).mapToObj(i -> new Replica(i, "", stakes[i])).toList();
    return new Laggards(new Cluster("B", 0, replicas, thresholds), RETENTION);
  }

  @Test
  void nobodyWaitsForThoseWhoAreClose() {
    assertThat(laggards.worthAPause(START)).isFalse();
    laggards.onAck(1, 0, LIMIT, 0, START);
    assertThat(laggards.worthAPause(START)).isFalse();
  }

  @Test
  void aPauseEndsWhenTheReceiverIsBack() {
    laggards.onAck(1, 0, LIMIT + 1, 0, START);
    laggards.onAck(2, LIMIT + 1, LIMIT + 1, 0, START);
    assertThat(laggards.worthAPause(START)).isTrue();
    laggards.onAck(1, 1, LIMIT + 1, 0, START + 1);
    assertThat(laggards.worthAPause(START + 1)).isFalse();
  }

  @Test
  void aFewLiarsAreNotWaitedFor() {
    Laggards wary = laggards(new Thresholds(2, 2), 1, 1, 1, 1, 1, 1, 1);
    hearOfAll(wary, 7);
    wary.onAck(1, 0, LIMIT + 1, 0, START);
    wary.onAck(3, 0, LIMIT + 1, 0, START);
    assertThat(wary.worthAPause(START)).isFalse();
    wary.onAck(5, 0, LIMIT + 1, 0, START);
    assertThat(wary.worthAPause(START)).isTrue();
  }

  private static void hearOfAll(Laggards laggards, int receivers) {
    IntStream.range(0, receivers).forEach(id -> laggards.onAck(id, 0, 0, 0, START));
  }

  @Test
  void whoIsSlowBesideALiarIsWaitedFor() {
    Laggards wary = laggards(new Thresholds(1, 1), 1, 1, 1, 1);
    hearOfAll(wary, 4);
    long now = START;
    for (; now <= START + Laggards.PATIENCE_NANOS; now += STEP) {
      wary.onAck(2, 0, LIMIT + 1, 0, now);
      assertThat(wary.worthAPause(now)).as("a liar alone").isFalse();
    }
    wary.onAck(2, 0, LIMIT + 1, 0, now);
    wary.onAck(0, 0, LIMIT + 1, 0, now);
    assertThat(wary.worthAPause(now)).isTrue();
    assertThat(wary.pauseEndNanos(now)).isEqualTo(now + Laggards.SILENCE_NANOS);
    wary.onAck(0, 1, LIMIT + 1, 0, now);
    assertThat(wary.worthAPause(now)).isFalse();
  }

  @Test
  void whoIsSlowWhileOthersAreDownIsWaitedFor() {
    Laggards wary = laggards(new Thresholds(2, 1), 1, 1, 1, 1, 1, 1);
    IntStream.range(0, 4).forEach(id -> wary.onAck(id, 0, 0, 0, START));
    wary.onAck(4, 0, LIMIT + 1, 0, START);
    assertThat(wary.worthAPause(START)).as("one is down, one may be a liar").isFalse();

    wary.onAck(3, 0, LIMIT + 1, 0, START);
    long silent = START + Laggards.SILENCE_NANOS;
    assertThat(wary.worthAPause(silent)).as("three are down").isFalse();
    wary.onAck(2, 0, LIMIT + 1, 0, silent);
    assertThat(wary.worthAPause(silent)).as("and one is slow").isTrue();
  }

  @Test
  void halfOfTheReceiversAreWaitedForHoweverLittleStakeTheyHave() {
    Laggards skewed = laggards(new Thresholds(22, 22), 64, 1, 1, 1);
    hearOfAll(skewed, 4);
    skewed.onAck(1, 0, LIMIT + 1, 0, START);
    assertThat(skewed.worthAPause(START)).isFalse();
    skewed.onAck(2, 0, LIMIT + 1, 0, START);
    assertThat(skewed.worthAPause(START)).isTrue();
  }

  @Test
  void whoFallsSilentIsNotWaitedFor() {
    laggards.onAck(1, 0, LIMIT + 1, 0, START);
    long end = START + Laggards.SILENCE_NANOS;
    assertThat(laggards.pauseEndNanos(START)).isEqualTo(end);
    assertThat(laggards.worthAPause(end - 1)).isTrue();
    assertThat(laggards.worthAPause(end)).isFalse();
  }

  @Test
  void remembersWhenAPauseEnds() {
    assertThat(laggards.pauses(START)).isFalse();
    assertThat(laggards.deadlineNanos()).isEqualTo(Long.MAX_VALUE);

    laggards.onAck(1, 0, LIMIT + 1, 0, START);
    long end = START + Laggards.SILENCE_NANOS;
    assertThat(laggards.pauses(START)).isTrue();
    laggards.tick(end - 1);
    assertThat(laggards.deadlineNanos()).isEqualTo(end);
    laggards.tick(end);
    assertThat(laggards.deadlineNanos()).isEqualTo(Long.MAX_VALUE);
    assertThat(laggards.pauses(end)).isFalse();
  }

  @Test
  void whoDoesNotComeCloserIsLeftBehindUntilItHas() {
    long now = START;
    for (; now < START + Laggards.PATIENCE_NANOS; now += STEP) {
      laggards.onAck(0, 0, LIMIT + 1, 0, now);
      assertThat(laggards.worthAPause(now)).isTrue();
    }
    laggards.onAck(0, 0, 2 * LIMIT, 0, now);
    assertThat(laggards.worthAPause(now)).isFalse();
    laggards.onAck(0, LIMIT - 1, 2 * LIMIT, 0, now + STEP);
    assertThat(laggards.worthAPause(now + STEP)).isFalse();

    laggards.onAck(0, LIMIT, 2 * LIMIT, 0, now + 2 * STEP);
    laggards.onAck(0, LIMIT, 2 * LIMIT + 1, 0, now + 3 * STEP);
    assertThat(laggards.worthAPause(now + 3 * STEP)).isTrue();
  }

  @Test
  void whoKeepsComingCloserIsWaitedForAgainAndAgain() {
    long bytes = 0;
    for (long now = START; now < START + 10 * Laggards.PATIENCE_NANOS; now += STEP) {
      laggards.onAck(0, bytes, bytes + LIMIT + 1, 0, now);
      assertThat(laggards.worthAPause(now)).as("at " + now).isTrue();
      bytes += STRIDE;
      laggards.onAck(0, bytes, bytes + LIMIT, 0, now + STEP / 2);
      assertThat(laggards.worthAPause(now + STEP / 2)).isFalse();
    }
  }

  @Test
  void smallStepsDoNotPassForProgress() {
    long waited = 0;
    int step = 0;
    for (long now = START; now < START + 10 * Laggards.PATIENCE_NANOS; now += STEP) {
      laggards.onAck(0, 0, LIMIT + 1 + step, 0, now);
      waited += laggards.worthAPause(now) ? STEP : 0;
      laggards.onAck(0, ++step, LIMIT + step, 0, now + STEP / 2);
      assertThat(laggards.worthAPause(now + STEP / 2)).isFalse();
    }
    assertThat(waited).isLessThanOrEqualTo(2 * Laggards.PATIENCE_NANOS);
  }

  @Test
  void theMoreIsUnderWayTheSoonerThereIsAPause() {
    long close = RETENTION / Laggards.LEAST_PART;
    laggards.onAck(0, 0, LIMIT, RETENTION - LIMIT, START);
    assertThat(laggards.worthAPause(START)).isFalse();
    laggards.onAck(0, 0, LIMIT, RETENTION - LIMIT + 1, START);
    assertThat(laggards.worthAPause(START)).isTrue();
    laggards.onAck(1, 0, close, 10 * RETENTION, START);
    laggards.onAck(0, LIMIT - close, LIMIT, 10 * RETENTION, START);
    assertThat(laggards.worthAPause(START)).isFalse();
    laggards.onAck(1, 0, close + 1, 10 * RETENTION, START);
    assertThat(laggards.worthAPause(START)).isTrue();
  }

  @Test
  void whereMoreThanUAreBehindThoseWhoComeOnAreWaitedFor() {
    Laggards wary = twoOfFourAreFarBehind();
    long now = START;
    for (int held = 0; held < 100; held++) {
      hold(wary, 1, held, now);
      hold(wary, 3, 0, now);
      assertThat(wary.worthAPause(now)).as("1 has come to %d, 3 stands still", held).isTrue();
      now += STEP;
    }
    long end = now - STEP + Laggards.PATIENCE_NANOS;
    for (; now < end; now += STEP) {
      hold(wary, 1, 99, now);
      assertThat(wary.worthAPause(now)).as("both stand still").isTrue();
    }
    hold(wary, 1, 99, now);
    assertThat(wary.worthAPause(now)).as("for too long").isFalse();
    hold(wary, 1, 100, now);
    assertThat(wary.worthAPause(now)).as("1 comes on again").isTrue();

    hold(wary, 1, FAR, now);
    assertThat(wary.worthAPause(now)).as("3 may be the liar").isFalse();
  }

  @Test
  void whoHasALongHistoryToCatchUpWithIsWaitedForSoLongOnly() {
    Laggards wary = twoOfFourAreFarBehind();
    long waited = 0;
    int held = 0;
    for (long now = START; now < START + 3 * Laggards.NEEDED_NANOS; now += STEP) {
      hold(wary, 1, ++held, now);
      hold(wary, 3, held, now);
      waited += wary.worthAPause(now) ? STEP : 0;
    }
    assertThat(waited).isEqualTo(Laggards.NEEDED_NANOS + Laggards.PATIENCE_NANOS);
  }

  @Test
  void whoComesOnButNoCloserIsWaitedForAgain() {
    assertThat(waitedFor(laggards, 3, 2, 1))
        .as("comes closer by itself")
        .isEqualTo(Laggards.PATIENCE_NANOS);

    assertThat(waitedFor(laggards(new Thresholds(1, 0), 1, 1, 1), 2, 2, 1))
        .as("but for a second, and half a minute at most")
        .isEqualTo(Laggards.NEEDED_NANOS);
  }

  @Test
  void whoMayBeALiarIsNot() {
    Laggards wary = laggards(new Thresholds(1, 1), 1, 1, 1, 1);
    wary.onAck(3, 0, 0, 0, START);
    assertThat(waitedFor(wary, 2, 2, 1)).isZero();

    Laggards skewed = laggards(new Thresholds(22, 22), 64, 1, 1, 1);
    long waited = waitedFor(skewed, 2, 2, 1, 3);
    assertThat(waited).as("nor are half of all, who may be").isEqualTo(Laggards.PATIENCE_NANOS);
  }

  /** How long senders pause for receivers that are far behind and come on in such steps. */
  private static long waitedFor(Laggards laggards, long their, long others, int... behind) {
    long waited = 0;
    long held = 0;
    long quacked = FAR;
    for (long now = START; now < START + 3 * Laggards.NEEDED_NANOS; now += STEP) {
      hold(laggards, 0, quacked, quacked, now);
      hold(laggards, 2, quacked, quacked, now);
      for (int id : behind) {
        hold(laggards, id, held, quacked, now);
      }
      waited += laggards.worthAPause(now) ? STEP : 0;
      held += their;
      quacked += others;
    }
    return waited;
  }

  /** One of the others is a liar. */
  private static Laggards twoOfFourAreFarBehind() {
    Laggards laggards = laggards(new Thresholds(1, 1), 1, 1, 1, 1);
    hold(laggards, 0, FAR, START);
    hold(laggards, 2, FAR, START);
    return laggards;
  }

  /** A receiver has so much of a log of {@link #FAR} entries of a byte that begins late. */
  private static void hold(Laggards laggards, int id, long held, long now) {
    hold(laggards, id, held, FAR, now);
  }

  private static void hold(Laggards laggards, int id, long held, long quacked, long now) {
    long first = quacked - RETENTION;
    laggards.onAck(id, held, quacked, quacked, next -> Math.max(next, first) - 1, now);
  }
}
