package io.picsou.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void ofAnOddNumberTheMiddleOne() {
    assertThat(Spread.of(Stream.of(9.0, 1.0, 2.0))).isEqualTo(new Spread(2, 1, 9));
  }

  @Test
  void ofAnEvenNumberTheMeanOfTheTwoInTheMiddle() {
    assertThat(Spread.of(Stream.of(9.0, 1.0, 2.0, 4.0))).isEqualTo(new Spread(3, 1, 9));
  }

  @Test
  void ofNothingNothing() {
    assertThatThrownBy(() -> Spread.of(Stream.of())).hasMessage("no values");
  }
}
