package io.picsou.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SendWindowTest {
  private static final long MAX = 32L << 20;
  private static final long CALM = MAX / SendWindow.CALM_PART;
  private static final long START = -5;

  private final SendWindow window = started(MAX);

  private static SendWindow started(long max) {
    SendWindow window = new SendWindow(4, max);
    window.acknowledged(SendWindow.START_PART * CALM);
    return window;
  }

  private void loseUntilItOpens() {
    window.lost(START);
    window.settle(START + SendWindow.CONFIRM_NANOS - 1);
    assertThat(window.bytes()).isEqualTo(CALM);
    window.settle(START + SendWindow.CONFIRM_NANOS);
    assertThat(window.bytes()).isEqualTo(MAX);
  }

  @Test
  void opensWhileEntriesAreLost() {
    assertThat(window.bytes()).isEqualTo(CALM);
    loseUntilItOpens();
    long lost = START + SendWindow.CONFIRM_NANOS;
    window.lost(lost);
    window.settle(lost + SendWindow.MEMORY_NANOS - 1);
    assertThat(window.bytes()).isEqualTo(MAX);
    window.settle(lost + SendWindow.MEMORY_NANOS);
    assertThat(window.bytes()).isEqualTo(CALM);
  }

  @Test
  void startsSmallAndGrowsWithWhatIsQuacked() {
    SendWindow young = new SendWindow(4, MAX);
    assertThat(young.bytes()).isEqualTo(SendWindow.FLOOR_BYTES);
    young.acknowledged(SendWindow.START_PART * 100);
    assertThat(young.bytes()).isEqualTo(SendWindow.FLOOR_BYTES + 100);
    young.turn(MAX / 64);
    assertThat(young.bytes()).isEqualTo(MAX / 64 * 4 * SendWindow.TURNS + 100);
    young.acknowledged(SendWindow.START_PART * CALM);
    assertThat(young.bytes()).isEqualTo(CALM);
  }

  @Test
  void someTurnsOfEverySenderFit() {
    window.turn(MAX / 64);
    assertThat(window.bytes()).isEqualTo(CALM);
    window.turn(MAX / 16);
    assertThat(window.bytes()).isEqualTo(MAX / 16 * 4 * SendWindow.TURNS);
    window.turn(MAX);
    assertThat(window.bytes()).isEqualTo(MAX);
  }

  @Test
  void aSmallWindowIsUsedAsItIs() {
    assertThat(started(5_000).bytes()).isEqualTo(5_000);
    assertThat(started(2 << 20).bytes()).isEqualTo(SendWindow.FLOOR_BYTES);
  }

  @Test
  void oneLossIsForgotten() {
    window.lost(START);
    window.settle(START + SendWindow.MEMORY_NANOS);
    assertThat(window.bytes()).isEqualTo(CALM);
  }

  @Test
  void closesWhenAResendWasNeedless() {
    loseUntilItOpens();
    window.needless();
    assertThat(window.bytes()).isEqualTo(CALM);
    window.settle(START + 2 * SendWindow.CONFIRM_NANOS);
    assertThat(window.bytes()).isEqualTo(CALM);
  }
}
