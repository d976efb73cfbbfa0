package io.picsou.bench.report;

import io.picsou.bench.grid.PointResult.Kind;
import io.picsou.bench.report.Report.Claim;
import io.picsou.bench.report.Report.Section;
import io.picsou.bench.report.Report.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The three claims of the publication, and what the results say about them. */
final class Claims {
  private static final String NONE = "no results";
  private static final String NOT_MEASURED = "not measured";

  private final List<Section> sections;

  Claims(List<Section> sections) {
    this.sections = sections;
  }

  List<Claim> all() {
    List<Claim> claims = new ArrayList<>();
    for (Section section : startingWith("Throughput vs Network Size")) {
      String where = section.name().replaceAll(".*@ ", "");
      claims.add(
          claim(
              "1. Local, " + where + ": PICSOU to ATA",
              "2.5-15×, growing with n",
              kind -> ratios(section, "PICSOU", "ATA", kind)));
      claims.add(
          claim(
              "1. Local, " + where + ": PICSOU to OST",
              "below 1×",
              kind -> ratios(section, "PICSOU", "OST", kind)));
    }
    for (Section section : startingWith("Crash Failures: ")) {
      claims.add(
          claim(
              "2. Crashes: PICSOU to ATA",
              "2.5-7×",
              kind -> ratios(section, "PICSOU", "ATA", kind)));
      for (String rival : List.of("LL", "OTU")) {
        claims.add(
            claim(
                "2. Crashes: " + rival + " to ATA",
                "about 1×",
                kind -> ratios(section, rival, "ATA", kind)));
      }
    }
    claims.addAll(
        geo(
            "Disaster Recovery",
            "50 MB/s a pair (measured without limits)",
            "50 MB/s",
            "70 MB/s, what etcd commits"));
    claims.addAll(
        geo(
            "Geo Replication",
            "scaled down, 2 MB/s a pair",
            "2 MB/s (scaled)",
            "2.8 MB/s (scaled), what is committed"));
    return claims;
  }

  private List<Claim> geo(String graph, String where, String pair, String committed) {
    List<Claim> claims = new ArrayList<>();
    for (Section section : startingWith(graph)) {
      for (String system : List.of("ATA", "LL", "OTU", "PICSOU", "OST")) {
        boolean all = system.equals("PICSOU") || system.equals("OST");
        claims.add(
            claim(
                "3. Geo, " + where + ": " + system,
                all ? committed : "never above " + pair,
                kind -> most(section, system, kind)));
      }
    }
    return claims;
  }

  private List<Section> startingWith(String name) {
    return sections.stream().filter(section -> section.name().startsWith(name)).toList();
  }

  private static Claim claim(String text, String published, Function<Kind, String> found) {
    return new Claim(text, published, found.apply(Kind.SIMULATED), found.apply(Kind.MEASURED));
  }

  /** The range of a system's throughput as a multiple of another's, and where its ends are. */
  private static String ratios(Section section, String system, String other, Kind kind) {
    List<Ratio> ratios =
        section.positions().stream()
            .map(
                x ->
                    Ratio.of(
                        section, x, section.value(system, kind, x), section.value(other, kind, x)))
            .flatMap(Optional::stream)
            .sorted()
            .toList();
    if (ratios.isEmpty()) {
      return none(section, kind, system, other);
    }
    Ratio least = ratios.get(0);
    Ratio most = ratios.get(ratios.size() - 1);
    return ratios.size() == 1 ? least.text() : least.text() + " to " + most.text();
  }

  private static String most(Section section, String system, Kind kind) {
    return section.positions().stream()
        .map(x -> section.value(system, kind, x))
        .flatMap(Optional::stream)
        .map(Value::median)
        .max(Double::compare)
        .map(rate -> String.format(Locale.ROOT, "at most %.1f MB/s", rate))
        .orElseGet(() -> none(section, kind, system));
  }

  /** Why there is nothing to compare, as far as it is known. */
  private static String none(Section section, Kind kind, String... systems) {
    if (kind == Kind.SIMULATED) {
      return NONE;
    }
    return Stream.of(systems)
        .map(system -> reason(section, system))
        .filter(Objects::nonNull)
        .findFirst()
        .map(reason -> NOT_MEASURED + ": " + reason)
        .orElse(NOT_MEASURED);
  }

  private static String reason(Section section, String system) {
    return section.gaps().stream()
        .filter(gap -> gap.what().equals(system) || gap.what().startsWith(system + " at "))
        .map(Report.Gap::reason)
        .findFirst()
        .orElse(null);
  }

  private record Ratio(double value, String where) implements Comparable<Ratio> {
    static Optional<Ratio> of(Section section, int x, Optional<Value> a, Optional<Value> b) {
      if (a.isEmpty() || b.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(new Ratio(a.get().median() / b.get().median(), section.x().text(x)));
    }

    String text() {
      return String.format(Locale.ROOT, "%.2f× (n = %s)", value, where);
    }

    @Override
    public int compareTo(Ratio other) {
      return Double.compare(value, other.value);
    }
  }
}
