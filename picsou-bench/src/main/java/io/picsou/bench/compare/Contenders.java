package io.picsou.bench.compare;

import io.picsou.bench.replica.Conduct;
import io.picsou.core.strategy.Strategy;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Finds systems by name. */
public final class Contenders {
  private Contenders() {}

  /** The names of all systems. */
  public static List<String> names() {
    return Stream.concat(strategies().map(Enum::name), Stream.of(KafkaContender.NAME)).toList();
  }

  /** The names of those that go on under such faults. */
  public static List<String> bearing(Conduct faults) {
    return names().stream()
        .filter(name -> faults != Conduct.CRASHED || !name.equals(KafkaContender.NAME))
        .toList();
  }

  private static Stream<Strategy> strategies() {
    return Arrays.stream(Strategy.values());
  }

  /**
   * @throws IllegalArgumentException if there is no such system
   */
  static Contender of(String name) {
    return Stream.concat(strategies().map(LinkContender::new), Stream.of(new KafkaContender()))
        .filter(contender -> contender.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no system " + name + "; there are " + names()));
  }
}
