package io.picsou.bench.report;

import io.picsou.bench.compare.Environment;
import io.picsou.bench.grid.Graph.X;
import io.picsou.bench.grid.Graph.Y;
import io.picsou.bench.grid.PointResult.Kind;
import io.picsou.bench.grid.ResultStore.Damage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Everything that a results directory tells.
 *
 * @param graphs all of the grid, in its order, whether or not there is anything to draw
 * @param claims of the publication, beside what came out here
 * @param machines on which was measured
 * @param damaged files that could not be used
 */
public record Report(
    List<Section> graphs, List<Claim> claims, List<Environment> machines, List<Damage> damaged) {

  /**
   * One graph.
   *
   * @param slug its name as a part of file names
   * @param series what can be drawn; may be empty
   * @param gaps what cannot, and why
   */
  public record Section(String name, String slug, X x, Y y, List<Series> series, List<Gap> gaps) {
    /** What a line has at some place. */
    Optional<Value> value(String label, Kind kind, int at) {
      return series.stream()
          .filter(line -> line.label().equals(label) && line.kind() == kind)
          .flatMap(line -> line.values().stream())
          .filter(value -> value.x() == at)
          .findFirst();
    }

    /** What is not drawn, together if it has the same reason. */
    Map<String, String> gapsByReason() {
      return gaps.stream()
          .collect(
              Collectors.groupingBy(
                  Gap::reason,
                  LinkedHashMap::new,
                  Collectors.mapping(Gap::what, Collectors.joining("; "))));
    }

    /** Where any line has a value, in ascending order. */
    List<Integer> positions() {
      return series.stream()
          .flatMap(line -> line.values().stream().map(Value::x))
          .distinct()
          .sorted()
          .toList();
    }
  }

  /** One line of a graph, by x. */
  public record Series(String label, Kind kind, List<Value> values) {
    /** Of Kafka only its copies are counted, not its protocol simulated. */
    private static final String COUNTED = "KAFKA";

    /** The label, with the kind unless measured. */
    String title() {
      if (kind == Kind.MEASURED) {
        return label;
      }
      return label + (label.equals(COUNTED) ? " (upper bound)" : " (simulated)");
    }
  }

  /**
   * One point of a line, in the unit of the graph.
   *
   * @param quacks growth of the highest QUACK, in the same unit
   * @param rounds that the median is over
   */
  public record Value(int x, double median, double min, double max, double quacks, int rounds) {}

  /**
   * Something that is not drawn.
   *
   * @param what the line, and where on it
   */
  public record Gap(String what, String reason) {}

  /** A claim of the publication. */
  public record Claim(String claim, String published, String simulated, String measured) {}
}
