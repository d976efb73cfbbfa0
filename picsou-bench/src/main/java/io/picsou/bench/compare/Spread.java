package io.picsou.bench.compare;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What a figure came out as over the rounds. */
public record Spread(double median, double min, double max) {
  /** Of a figure that is the same every time. */
  public static Spread of(double value) {
    return new Spread(value, value, value);
  }

  /**
   * @throws IllegalArgumentException if there are no values
   */
  static Spread of(Stream<Double> values) {
    List<Double> sorted = values.sorted().toList();
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException("no values");
    }
    return new Spread(median(sorted), sorted.get(0), sorted.get(sorted.size() - 1));
  }

  /** The middle one, or the mean of the two in the middle. */
  static double median(Collection<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
