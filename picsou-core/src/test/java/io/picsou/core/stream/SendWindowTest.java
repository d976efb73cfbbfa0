package io.picsou.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SendWindowTest {
  private static final int SENDERS = 4;
  private static final long MAX = 32L << 20;
  private static final long ROUND = 8_000_000;
  private static final long QUICK = SendWindow.ROOM * ROUND;
  private static final long REORDER = 3 * QUICK;
  private static final long START = -5;

  private final SendWindow window = new SendWindow(SENDERS, MAX, ROUND, REORDER);

  private long grown() {
    return window.bytes() - SendWindow.FLOOR_BYTES;
  }

  private void growTo(long bytes) {
    window.quacked(SendWindow.PART * (bytes - window.bytes()), 1);
    assertThat(window.bytes()).isEqualTo(bytes);
  }

  /** More than a window, all of it late. */
  private void quackLate() {
    window.quacked(0, 1);
    window.quacked(SendWindow.PART * MAX, QUICK + 1);
  }

  @Test
  void startsSmallAndGrowsWithWhatIsQuackedQuickly() {
    assertThat(grown()).isZero();
    window.quacked(SendWindow.PART * 100, QUICK);
    assertThat(grown()).isEqualTo(100);
    window.quacked(1, 1);
    assertThat(grown()).isEqualTo(101);
    window.quacked(SendWindow.PART * MAX, 1);
    assertThat(window.bytes()).isEqualTo(MAX);
  }

  @Test
  void shrinksWithWhatIsLateButNotBelowItsFloor() {
    growTo(MAX);
    window.quacked(SendWindow.PART * 100, QUICK + 1);
    assertThat(window.bytes()).isEqualTo(MAX - 100);
    window.quacked(SendWindow.PART * MAX, QUICK + 1);
    assertThat(window.bytes()).isEqualTo(SendWindow.FLOOR_BYTES);
  }

  @Test
  void whereTheWayIsLongMoreIsInTime() {
    long way = 5 * REORDER;
    window.quacked(SendWindow.PART * 100, ROUND + way);
    window.quacked(SendWindow.PART * 100, QUICK + SendWindow.ROOM * way);
    assertThat(grown()).isEqualTo(200);
    window.quacked(SendWindow.PART * 100, QUICK + SendWindow.ROOM * way + 1);
    assertThat(grown()).isEqualTo(100);
  }

  @Test
  void roundsCountUpToTheReorderingWindowButAtLeastTwo() {
    SendWindow slow = new SendWindow(SENDERS, MAX, REORDER / 3, REORDER);
    slow.quacked(SendWindow.PART * 100, REORDER / 3);
    slow.quacked(SendWindow.PART * 100, REORDER);
    assertThat(slow.bytes()).isEqualTo(SendWindow.FLOOR_BYTES + 200);
    slow.quacked(SendWindow.PART * 100, REORDER + 1);
    assertThat(slow.bytes()).isEqualTo(SendWindow.FLOOR_BYTES + 100);

    SendWindow slower = new SendWindow(SENDERS, MAX, REORDER, REORDER);
    slower.quacked(SendWindow.PART * 100, REORDER);
    slower.quacked(SendWindow.PART * 100, SendWindow.LEAST_ROUNDS * REORDER);
    assertThat(slower.bytes()).isEqualTo(SendWindow.FLOOR_BYTES + 200);
    slower.quacked(SendWindow.PART * 100, SendWindow.LEAST_ROUNDS * REORDER + 1);
    assertThat(slower.bytes()).isEqualTo(SendWindow.FLOOR_BYTES + 100);
  }

  @Test
  void getsUsedToALongerWay() {
    window.settle(START);
    window.quacked(SendWindow.PART * 100, 1);
    window.quacked(SendWindow.PART * 100, 3 * QUICK);
    assertThat(grown()).isZero();
    window.settle(START + SendWindow.PERIOD_NANOS);
    window.quacked(SendWindow.PART * 100, 3 * QUICK);
    assertThat(grown()).isZero();
    window.settle(START + 2 * SendWindow.PERIOD_NANOS);
    window.quacked(SendWindow.PART * 100, 3 * QUICK);
    assertThat(grown()).isEqualTo(100);
  }

  @Test
  void isShortForAMomentToSeeHowLongTheWayIs() {
    window.settle(START);
    window.quacked(SendWindow.PART * 2 * 100, 3 * QUICK);
    window.settle(START + SendWindow.PERIOD_NANOS - 1);
    assertThat(grown()).isEqualTo(200);
    window.settle(START + SendWindow.PERIOD_NANOS);
    assertThat(grown()).isEqualTo(100);
  }

  @Test
  void staysAsItIsWhereTheWayIsShort() {
    window.settle(START);
    window.quacked(SendWindow.PART * 100, 1);
    window.settle(START + SendWindow.PERIOD_NANOS);
    assertThat(grown()).isEqualTo(100);
  }

  @Test
  void startsWithATurnOfEverySender() {
    window.turn(MAX / 16);
    assertThat(window.bytes()).isEqualTo(MAX / 16 * (SendWindow.FLOOR_TURNS + SENDERS));
  }

  @Test
  void someTurnsFitInAnyCase() {
    window.turn(MAX / 16);
    quackLate();
    assertThat(window.bytes()).isEqualTo(MAX / 16 * SendWindow.FLOOR_TURNS);
    window.turn(MAX);
    assertThat(window.bytes()).isEqualTo(MAX);
  }

  @Test
  void doesNotShrinkForWhatWaitsBehindALoss() {
    growTo(MAX / 2);
    window.lost(START);
    window.quacked(MAX, QUICK + 1);
    assertThat(window.bytes()).isEqualTo(MAX / 2);
    window.settle(START + SendWindow.MEMORY_NANOS);
    window.quacked(SendWindow.PART * 100, QUICK + 1);
    assertThat(window.bytes()).isEqualTo(MAX / 2 - 100);
  }

  @Test
  void growsWhateverTheDelayWhereLossesGoOn() {
    window.lost(START);
    window.settle(START + SendWindow.CONFIRM_NANOS - 1);
    quackLate();
    assertThat(grown()).isZero();
    window.settle(START + SendWindow.CONFIRM_NANOS);
    quackLate();
    assertThat(window.bytes()).isEqualTo(MAX);
    window.settle(START + SendWindow.MEMORY_NANOS - 1);
    quackLate();
    assertThat(window.bytes()).isEqualTo(MAX);
    window.settle(START + SendWindow.MEMORY_NANOS);
    quackLate();
    assertThat(grown()).isZero();
  }

  @Test
  void aNeedlessResendIsNoLoss() {
    growTo(MAX / 2);
    window.lost(START);
    window.needless();
    window.settle(START + SendWindow.CONFIRM_NANOS);
    quackLate();
    assertThat(grown()).isZero();
  }

  @Test
  void aSmallWindowIsUsedAsItIs() {
    SendWindow small = new SendWindow(SENDERS, 5_000, ROUND, REORDER);
    assertThat(small.bytes()).isEqualTo(5_000);
    small.quacked(1_000_000, 1);
    assertThat(small.bytes()).isEqualTo(5_000);
    small.quacked(1_000_000, 2 * QUICK);
    assertThat(small.bytes()).isEqualTo(5_000);
  }
}
