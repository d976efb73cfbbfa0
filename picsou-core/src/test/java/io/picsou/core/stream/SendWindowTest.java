package io.picsou.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SendWindowTest {
  private static final int SENDERS = 4;
  private static final long MAX = 32L << 20;
  private static final long ROUND = 8_000_000;
  private static final long QUICK = SendWindow.ROOM * ROUND;
  private static final long REORDER = 3 * QUICK;
  private static final long LONG = 3 * QUICK;

  private static final long RUN = 80_000;

  /** When all that these tests offer is offered: a time may be negative. */
  private static final long START = -5;

  private static final int FORWARDED = SendWindow.FORWARDED_PART;

  private final SendWindow window = new SendWindow(SENDERS, MAX, ROUND, REORDER);

  private long grown() {
    return window.bytes() - SendWindow.FLOOR_BYTES;
  }

  private void growTo(long bytes) {
    arrive(SendWindow.PART * (bytes - window.bytes()), 1);
    assertThat(window.bytes()).isEqualTo(bytes);
  }

  private void arrive(long bytes, long delay) {
    arrive(window, bytes, delay);
  }

  /** In runs so short that the window's floor has room for enough of them. */
  private static void arrive(SendWindow window, long bytes, long delay) {
    long left = bytes;
    do {
      long run = Math.min(left, RUN);
      window.arrived(run, START, START + delay);
      left -= run;
    } while (left > 0);
  }

  @Test
  void startsSmallAndGrowsWithWhatArrivesQuickly() {
    assertThat(grown()).isZero();
    arrive(SendWindow.PART * 100, QUICK);
    assertThat(grown()).isEqualTo(100);
    arrive(SendWindow.PART, 1);
    assertThat(grown()).isEqualTo(101);
    arrive(SendWindow.PART * MAX, 1);
    assertThat(window.bytes()).isEqualTo(MAX);
  }

  @Test
  void shrinksWithWhatIsLateButNotBelowItsFloor() {
    growTo(MAX);
    arrive(SendWindow.PART * 100, QUICK + 1);
    assertThat(window.bytes()).isEqualTo(MAX - 100);
    arrive(SendWindow.PART * MAX, QUICK + 1);
    assertThat(window.bytes()).isEqualTo(SendWindow.FLOOR_BYTES);
  }

  @Test
  void whereTheWayIsLongMoreIsInTime() {
    long way = 5 * REORDER;
    arrive(SendWindow.PART * 100, ROUND + way);
    arrive(SendWindow.PART * 100, QUICK + SendWindow.ROOM * way);
    assertThat(grown()).isEqualTo(200);
    arrive(SendWindow.PART * 100, QUICK + SendWindow.ROOM * way + 1);
    assertThat(grown()).isEqualTo(100);
  }

  @Test
  void roundsCountUpToTheReorderingWindowButAtLeastTwo() {
    SendWindow slow = new SendWindow(SENDERS, MAX, REORDER / 3, REORDER);
    arrive(slow, SendWindow.PART * 100, REORDER / 3);
    arrive(slow, SendWindow.PART * 100, REORDER);
    assertThat(slow.bytes()).isEqualTo(SendWindow.FLOOR_BYTES + 200);
    arrive(slow, SendWindow.PART * 100, REORDER + 1);
    assertThat(slow.bytes()).isEqualTo(SendWindow.FLOOR_BYTES + 100);

    SendWindow slower = new SendWindow(SENDERS, MAX, REORDER, REORDER);
    arrive(slower, SendWindow.PART * 100, REORDER);
    arrive(slower, SendWindow.PART * 100, SendWindow.LEAST_ROUNDS * REORDER);
    assertThat(slower.bytes()).isEqualTo(SendWindow.FLOOR_BYTES + 200);
    arrive(slower, SendWindow.PART * 100, SendWindow.LEAST_ROUNDS * REORDER + 1);
    assertThat(slower.bytes()).isEqualTo(SendWindow.FLOOR_BYTES + 100);
  }

  @Test
  void shortRunsDoNotTellHowLongTheWayIs() {
    long delay = 3 * QUICK;
    arrive(8 * RUN, delay);
    arrive(RUN / 2, delay - ROUND);
    assertThat(window.allowedNanos()).isEqualTo(QUICK + SendWindow.ROOM * (delay - 2 * ROUND));
    arrive(RUN / 8, 1);
    assertThat(window.allowedNanos()).isEqualTo(QUICK + SendWindow.ROOM * (delay - 2 * ROUND));
    for (int run = 0; run < 4 * SendWindow.USUAL_OF; run++) {
      arrive(RUN / 8, ROUND);
    }
    assertThat(window.allowedNanos()).as("what has become usual").isEqualTo(QUICK);
  }

  @Test
  void hasRoomForLongRunsOfEverySender() {
    arrive(RUN, 1);
    long run = SendWindow.FLOOR_BYTES / SENDERS;
    for (int more = 0; more < 10 * SendWindow.USUAL_OF; more++) {
      window.arrived(run, START, START + QUICK + 1);
    }
    assertThat(window.bytes())
        .isBetween(SendWindow.RUNS * SENDERS * run - 1_000, SendWindow.RUNS * SENDERS * run);
    for (int more = 0; more < 10 * SendWindow.USUAL_OF; more++) {
      window.arrived(MAX, START, START + QUICK + 1);
    }
    assertThat(window.bytes()).as("one may forward all").isEqualTo(MAX / FORWARDED);
    window.forwarded(0.5);
    assertThat(window.bytes()).isEqualTo(2 * MAX / FORWARDED);
    window.forwarded(1.0 / FORWARDED);
    assertThat(window.bytes()).isEqualTo(MAX / SendWindow.RUNS_PART);
  }

  @Test
  void getsUsedToALongerWay() {
    arrive(SendWindow.PART * 100, 1);
    arrive(SendWindow.PART * 100, 3 * QUICK);
    assertThat(grown()).isZero();
    long next = START + 1 + SendWindow.PERIOD_NANOS;
    window.arrived(SendWindow.PART * 100, next - 3 * QUICK, next);
    assertThat(grown()).isZero();
    next += SendWindow.PERIOD_NANOS;
    window.arrived(SendWindow.PART * 100, next - 3 * QUICK, next);
    assertThat(grown()).isEqualTo(100);
  }

  /** Grows by so much where the way is long; returns when the window is halved. */
  private long halvedAfterGrowing(long bytes) {
    arrive(SendWindow.PART * bytes, LONG);
    long next = START + LONG + SendWindow.PERIOD_NANOS;
    window.arrived(0, next - 1 - LONG, next - 1);
    assertThat(grown()).isEqualTo(bytes);
    window.arrived(0, next - LONG, next);
    assertThat(grown()).isEqualTo(bytes / 2);
    return next;
  }

  @Test
  void isShortForAMomentToSeeHowLongTheWayIs() {
    long halved = halvedAfterGrowing(200);
    arrive(SendWindow.PART * 100, LONG);
    assertThat(grown()).as("still what was offered before").isEqualTo(100);
    window.arrived(SendWindow.PART * 100, halved + 1, halved + 1 + LONG - LONG / 4);
    assertThat(grown()).isEqualTo(200);
    window.arrived(SendWindow.PART * 100, halved + 1, halved + 1 + LONG);
    assertThat(grown()).isEqualTo(300);
  }

  @Test
  void staysShortWhereEntriesOnlyWaited() {
    long now = halvedAfterGrowing(800);
    long delay = LONG;
    for (int grown = 200; grown >= 100; grown /= 2) {
      delay = delay * 3 / 4 - 1;
      window.arrived(0, now + 1, now + 1 + delay);
      now += 1 + delay;
      assertThat(grown()).isEqualTo(grown);
    }
    window.arrived(0, now + 1, now + 1 + delay);
    assertThat(grown()).isEqualTo(200);
  }

  @Test
  void staysAsItIsWhereTheWayIsShort() {
    arrive(SendWindow.PART * 100, 1);
    long next = START + 1 + SendWindow.PERIOD_NANOS;
    window.arrived(0, next - 1, next);
    assertThat(grown()).isEqualTo(100);
  }

  @Test
  void startsWithATurnOfEverySender() {
    window.turn(MAX / 16);
    window.turn(MAX / 8);
    assertThat(grown()).isEqualTo(MAX / 16 * SENDERS);
  }

  @Test
  void isLongerWhereLossesGoOn() {
    window.lost(1, 100, START);
    window.lost(1, 100, START + OngoingLosses.CONFIRM_NANOS - 1);
    assertThat(grown()).isZero();
    window.lost(1, 100, START + OngoingLosses.CONFIRM_NANOS);
    assertThat(window.bytes()).isEqualTo(MAX / SendWindow.LOSING_PART);
    arrive(SendWindow.PART * MAX, 1);
    assertThat(window.bytes()).isEqualTo(MAX);
    arrive(SendWindow.PART * MAX, QUICK + 1);
    assertThat(window.bytes()).isEqualTo(MAX / SendWindow.LOSING_PART);
  }

  @Test
  void forgetsLossesAfterAWhile() {
    window.lost(100, 100, START);
    window.lost(100, 100, START + OngoingLosses.CONFIRM_NANOS);
    arrive(0, 1);
    long next = START + OngoingLosses.CONFIRM_NANOS + SendWindow.PERIOD_NANOS;
    window.arrived(0, next - 2, next - 1);
    assertThat(window.bytes()).isEqualTo(MAX / SendWindow.LOSING_PART);
    next += SendWindow.PERIOD_NANOS;
    window.arrived(0, next - 1, next);
    assertThat(grown()).isZero();
  }

  @Test
  void whatWasResentInVainWasLate() {
    growTo(MAX / 2);
    window.lost(10, SendWindow.PART * 100, START);
    window.needless(3);
    assertThat(window.bytes()).isEqualTo(MAX / 2 - 30);
    window.needless(100);
    assertThat(window.bytes()).isEqualTo(MAX / 2 - 100);
    window.needless(100);
    assertThat(window.bytes()).isEqualTo(MAX / 2 - 100);
  }

  @Test
  void someNeedlessResendsDoNotMakeLossesDoubtfulButHalfOfThemDo() {
    window.lost(10, 100, START);
    window.lost(10, 100, START + OngoingLosses.CONFIRM_NANOS);
    window.needless(9);
    assertThat(window.bytes()).isEqualTo(MAX / SendWindow.LOSING_PART);
    window.lost(9, 100, START + OngoingLosses.CONFIRM_NANOS);
    window.needless(10);
    assertThat(grown()).isZero();
    window.lost(1, 100, START + OngoingLosses.CONFIRM_NANOS);
    assertThat(grown()).isZero();
  }

  @Test
  void aSmallWindowIsUsedAsItIs() {
    SendWindow small = new SendWindow(SENDERS, 5_000, ROUND, REORDER);
    assertThat(small.bytes()).isEqualTo(5_000);
    arrive(small, 1_000_000, 1);
    assertThat(small.bytes()).isEqualTo(5_000);
    arrive(small, 1_000_000, 2 * QUICK);
    assertThat(small.bytes()).isEqualTo(5_000);
  }

  @Test
  void rareAcknowledgmentsAreNotLate() {
    window.stretch(3);
    assertThat(window.allowedNanos()).isEqualTo(REORDER);
    window.stretch(12);
    assertThat(window.allowedNanos()).isEqualTo(SendWindow.LEAST_ROUNDS * 12 * ROUND);
    window.stretch(1);
    assertThat(window.allowedNanos()).isEqualTo(QUICK);
  }
}
