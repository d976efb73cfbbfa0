package io.picsou.bench.compare;

import io.picsou.bench.replica.SourcePlan;
import io.picsou.core.strategy.Strategy;
import java.util.Arrays;
import java.util.List;

/** Finds systems by name. */
public final class Contenders {
  private Contenders() {}

  /** The names of all systems. */
  public static List<String> names() {
    return Arrays.stream(Strategy.values()).map(Enum::name).toList();
  }

  /**
   * @throws IllegalArgumentException if there is no such system
   */
  static Contender of(String name, SourcePlan source) {
    return Arrays.stream(Strategy.values())
        .filter(strategy -> strategy.name().equals(name))
        .map(strategy -> new LinkContender(strategy, source))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no system " + name + "; there are " + names()));
  }
}
