package io.picsou.core.quack;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Replica;
import io.picsou.core.cluster.Thresholds;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeedlessResendsTest {
  private final Cluster receivers =
      new Cluster(
          "B",
          0,
          IntStream.range(0, 4).mapToObj(i -> new Replica(i, "", 1)).toList(),
          Thresholds.byzantine(4));
  private final NeedlessResends needless = new NeedlessResends(receivers);

  @Test
  void aLiarAloneChangesNothing() {
    for (long count = 1; count < 100; count++) {
      assertThat(needless.onReport(2, count)).isZero();
    }
  }

  @Test
  void reportsWithAnHonestOneAmongThemCountOnce() {
    assertThat(needless.onReport(0, 5)).isZero();
    assertThat(needless.onReport(1, 7)).isEqualTo(4 * 5);
    assertThat(needless.onReport(1, 7)).isZero();
    assertThat(needless.onReport(0, 5)).isZero();
  }

  @Test
  void aReceiverThatStartsAnewCountsFromZero() {
    needless.onReport(0, 5);
    needless.onReport(1, 7);
    assertThat(needless.onReport(0, 0)).isZero();
    assertThat(needless.onReport(0, 1)).isZero();
    assertThat(needless.onReport(1, 8)).isEqualTo(4);
  }

  @Test
  void windowsDoubleOncePerWindowAndComeBackWhenItIsCalm() {
    WindowFloor floor = new WindowFloor(100, 1_000);
    floor.needless(10);
    floor.needless(11);
    assertThat(floor.nanos()).isEqualTo(200);
    for (long now = 200; now < 10_000; now += 100) {
      floor.needless(now);
    }
    assertThat(floor.nanos()).isEqualTo(1_000);
    for (long now = 10_000; now < 1_000_000; now += 1_000) {
      floor.settle(now);
    }
    assertThat(floor.nanos()).isEqualTo(100);
  }
}
