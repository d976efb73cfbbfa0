package io.picsou.bench.grid;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.picsou.bench.compare.CompareOptions.Timing;
import io.picsou.bench.compare.CompareResult;
import io.picsou.bench.compare.Environment;
import io.picsou.bench.compare.RoundResult;
import io.picsou.bench.compare.Spread;
import java.util.List;
import java.util.Locale;

/**
 * What a point came out as: the content of one result file.
 *
 * @param kind whether it was measured or simulated
 * @param point its parameters
 * @param timing how long it was measured, and how often
 * @param environment where it ran
 * @param failure why there are no figures; null if there are
 * @param ceiling entries per second of one raw gRPC stream, in the same rounds; null if unknown
 * @param rounds as measured; may be empty if simulated
 * @param summary medians over the rounds; null if it failed. Simulated results need the throughput
 *     only
 */
public record PointResult(
    Kind kind,
    Point point,
    Timing timing,
    Environment environment,
    String failure,
    Spread ceiling,
    List<RoundResult> rounds,
    CompareResult.Summary summary) {

  /** Where figures come from. */
  public enum Kind {
    @JsonProperty("measured")
    MEASURED,
    @JsonProperty("simulated")
    SIMULATED
  }

  static PointResult failed(Kind kind, Point point, Timing timing, String failure) {
    return new PointResult(kind, point, timing, null, failure, null, List.of(), null);
  }

  /** The name of its file, which tells all parameters. */
  public String fileName() {
    return fileName(kind, point, timing);
  }

  static String fileName(Kind kind, Point point, Timing timing) {
    return "%s-%dx%ss%s.json"
        .formatted(
            point.name(),
            timing.rounds(),
            String.valueOf(timing.seconds()).replaceAll("\\.0$", ""),
            kind == Kind.MEASURED ? "" : "-" + kind.name().toLowerCase(Locale.ROOT));
  }

  /** Whether it has no figures that count. */
  public boolean failed() {
    return failure != null;
  }

  /**
   * @throws IllegalArgumentException if something is missing that every result has
   */
  void check() {
    require(kind != null && point != null && timing != null, "kind, point or timing is missing");
    require(point.system() != null && point.faults() != null, "the point is incomplete");
    require(point.application() != null, "the point is incomplete");
    if (failure == null) {
      require(summary != null && summary.entriesPerSecond() != null, "the throughput is missing");
      require(summary.megabytesPerSecond() != null, "the throughput in MB/s is missing");
      require(summary.entriesPerSecond().median() > 0, "the throughput is not positive");
      require(
          kind == Kind.SIMULATED || (rounds != null && rounds.size() == timing.rounds()),
          "rounds are missing");
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
