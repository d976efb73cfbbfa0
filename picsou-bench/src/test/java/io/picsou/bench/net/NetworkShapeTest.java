package io.picsou.bench.net;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NetworkShapeTest {
  private static final List<String> A = List.of("a0", "a1");

  @Test
  void namesWhatIsOutOfBounds() {
    rejects(List.of(A, List.of("b0")), -1, 0, 0, "nic-mbit");
    rejects(List.of(A, List.of("b0")), 0, 100_001, 0, "pair-mbit");
    rejects(List.of(A, List.of("b0")), 0, 0, 1_001, "rtt-ms");
  }

  @Test
  void hostsHaveNamesOfTheirOwn() {
    rejects(List.of(A, List.of("a1")), 0, 0, 0, "'a1'");
    rejects(List.of(List.of("../x")), 0, 0, 0, "'../x'");
    rejects(List.of(A, List.of()), 0, 0, 0, "hosts of a region");
    List<String> tooMany = IntStream.range(0, 255).mapToObj(i -> "h" + i).toList();
    rejects(List.of(tooMany), 0, 0, 0, "between 1 and 254");
  }

  @Test
  void aPairAndARoundTripLieBetweenTwoRegions() {
    rejects(List.of(A), 0, 10, 0, "two regions");
    rejects(List.of(A), 0, 0, 10, "two regions");
    rejects(List.of(), 0, 0, 0, "one or two regions");
  }

  private static void rejects(
      List<List<String>> regions, int nic, int pair, int rtt, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NetworkShape(regions, nic, pair, rtt))
        .withMessageContaining(message);
  }
}
