package io.picsou.bench.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.entry.Frame;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What of the log is there when; by a clock that the test moves. */
class PacedSourceTest {
  private static final int ALL = 1 << 20;

  private long now = 5_000_000_000L;

  private PacedSource source(double entriesPerSecond) {
    return new PacedSource("A", SourcePlan.generated(10, entriesPerSecond), () -> now);
  }

  private static Frame take(PacedSource source, int maxBytes) throws InterruptedException {
    return source.take(maxBytes, Duration.ZERO);
  }

  @Test
  void nothingIsThereBeforeTheStart() throws InterruptedException {
    assertThat(take(source(0), ALL)).isNull();
  }

  @Test
  void withoutARateThereIsAlwaysMore() throws InterruptedException {
    PacedSource source = source(0);
    source.start(now);
    assertThat(take(source, 340).last()).isEqualTo(10);
    assertThat(take(source, 340).first()).isEqualTo(11);
    assertThat(source.read()).isEqualTo(20);
  }

  @Test
  void entriesAppearByTheClockWhetherOrNotTheyAreTaken() throws InterruptedException {
    PacedSource source = source(1_000);
    source.start(now);
    assertThat(take(source, ALL)).isNull();
    now += 7_500_000;
    assertThat(take(source, ALL).last()).isEqualTo(7);
    assertThat(take(source, ALL)).isNull();
    now += 1_000_000_000;
    Frame late = take(source, ALL);
    assertThat(late.first()).isEqualTo(8);
    assertThat(late.last()).isEqualTo(1_007);
  }

  @Test
  void aHeldSourceGoesOnToTheGivenEntryAtOnceAndNoFurther() throws InterruptedException {
    PacedSource source = source(1_000);
    source.start(now);
    now += 10_000_000;
    assertThat(take(source, ALL).last()).isEqualTo(10);
    source.pause();
    now += 10_000_000;
    assertThat(take(source, ALL)).isNull();
    source.finish(25);
    assertThat(take(source, ALL).last()).isEqualTo(25);
    now += 1_000_000_000;
    assertThat(take(source, ALL)).isNull();
    assertThat(source.read()).isEqualTo(25);
  }

  @Test
  void historyIsReadAgainFromAnyEntry() throws InterruptedException {
    PacedSource source = source(0);
    source.start(now);
    Frame run = take(source, 340);
    assertThat(source.history(4, Duration.ZERO).slice(4, 10).bytes())
        .isEqualTo(run.slice(4, 10).bytes());
  }
}
