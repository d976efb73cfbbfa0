package io.picsou.rsm.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TailWatchTest {
  private static final long STAYS = TailWatch.STAYS_NANOS;
  private static final TornTail TAIL = new TornTail(100, 7, 4, "incomplete record");
  private static final TornTail GROWN = new TornTail(100, 8, 4, "incomplete record");

  private final TailWatch watch = new TailWatch(Path.of("log"));

  @Test
  void aTailThatStaysIsLoggedOnce() {
    assertThat(watch.saw(TAIL, 0)).isFalse();
    assertThat(watch.saw(TAIL, STAYS - 1)).isFalse();
    assertThat(watch.saw(TAIL, STAYS)).isTrue();
    assertThat(watch.saw(TAIL, 10 * STAYS)).isFalse();
    assertThat(watch.tail()).isEqualTo(TAIL);
  }

  @Test
  void aTailThatGrowsIsAnAppendUnderWay() {
    assertThat(watch.saw(TAIL, 0)).isFalse();
    assertThat(watch.saw(GROWN, STAYS)).isFalse();
    assertThat(watch.saw(GROWN, 2 * STAYS)).isTrue();
  }

  @Test
  void noTailIsNeverLogged() {
    assertThat(watch.saw(null, 0)).isFalse();
    assertThat(watch.saw(null, 2 * STAYS)).isFalse();
    assertThat(watch.tail()).isNull();
  }
}
