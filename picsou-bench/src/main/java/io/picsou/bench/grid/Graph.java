package io.picsou.bench.grid;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One figure of the published evaluation.
 *
 * @param name as published
 * @param x what its points differ in along the horizontal axis
 * @param y what is drawn, and on which scale
 * @param lines from their labels to the points, by x
 * @param omitted lines that are not to be drawn, and why
 */
public record Graph(
    String name,
    X x,
    Y y,
    Map<String, SortedMap<Integer, Point>> lines,
    Map<String, String> omitted) {

  /** The horizontal axis. */
  public enum X {
    REPLICAS("Replicas per cluster", false),
    MANY_REPLICAS("Replicas per cluster", true),
    BYTES("Message size", true);

    private final String label;
    private final boolean logarithmic;

    X(String label, boolean logarithmic) {
      this.label = label;
      this.logarithmic = logarithmic;
    }

    /** The axis' title. */
    public String label() {
      return label;
    }

    /** Whether its scale is logarithmic. */
    public boolean logarithmic() {
      return logarithmic;
    }

    /** What a value on it is called. */
    public String text(int value) {
      if (this != BYTES) {
        return String.valueOf(value);
      }
      if (value >= 1_000_000 && value % 1_000_000 == 0) {
        return value / 1_000_000 + " MB";
      }
      return value >= 1_000 && value % 1_000 == 0 ? value / 1_000 + " kB" : value + " B";
    }
  }

  /** The vertical axis. */
  public enum Y {
    ENTRIES("Throughput (entries/s)", true),
    MEGABYTES("Throughput (MB/s)", false),
    COPIES("Copies sent to the other cluster, per entry", true);

    private final String label;
    private final boolean logarithmic;

    Y(String label, boolean logarithmic) {
      this.label = label;
      this.logarithmic = logarithmic;
    }

    /** The axis' title, with the unit. */
    public String label() {
      return label;
    }

    /** Whether its scale is logarithmic. */
    public boolean logarithmic() {
      return logarithmic;
    }
  }

  /** The name as a part of file names and addresses. */
  public String slug() {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  /** Its points, those of one x together, so that rivals are measured side by side. */
  public List<Point> points() {
    return lines.values().stream()
        .flatMap(line -> line.keySet().stream())
        .distinct()
        .sorted()
        .flatMap(at -> lines.values().stream().flatMap(line -> Stream.ofNullable(line.get(at))))
        .toList();
  }

  /** The same at some positions only, and without some lines. */
  Graph thinned(List<Integer> keptX, List<String> droppedLines) {
    Map<String, SortedMap<Integer, Point>> kept = new LinkedHashMap<>();
    lines.forEach(
        (label, line) -> {
          if (!droppedLines.contains(label)) {
            SortedMap<Integer, Point> thin = new TreeMap<>(line);
            thin.keySet().retainAll(keptX);
            kept.put(label, thin);
          }
        });
    return new Graph(name, x, y, kept, omitted);
  }
}
