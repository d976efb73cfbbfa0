package io.picsou.bench.report;

import io.picsou.bench.report.Report.Claim;
import io.picsou.bench.report.Report.Section;
import io.picsou.bench.report.Report.Series;
import io.picsou.bench.report.Report.Value;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A report for terminals. */
public final class ReportText {
  private static final String NONE = "-";

  private ReportText() {}

  /** Prints it. */
  public static void print(Report report, PrintWriter out) {
    for (Section section : report.graphs()) {
      out.println(section.name() + ", " + section.y().label());
      if (!section.series().isEmpty()) {
        table(rows(section), out);
      }
      section
          .gapsByReason()
          .forEach((reason, what) -> out.println("  not measured: " + what + ": " + reason));
      out.println();
    }
    out.println("Claims");
    table(claims(report.claims()), out);
    if (!report.damaged().isEmpty()) {
      out.println();
    }
    report
        .damaged()
        .forEach(damage -> out.println("damaged: " + damage.file() + ": " + damage.reason()));
  }

  private static List<List<String>> rows(Section section) {
    List<List<String>> rows = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of(section.x().label()));
    section.series().forEach(series -> header.add(series.title()));
    rows.add(header);
    for (int x : section.positions()) {
      List<String> row = new ArrayList<>(List.of(section.x().text(x)));
      for (Series series : section.series()) {
        row.add(cell(section, series, section.value(series.label(), series.kind(), x)));
      }
      rows.add(row);
    }
    return rows;
  }

  private static String cell(Section section, Series series, Optional<Value> value) {
    return value
        .map(
            there ->
                Figures.rate(section.y(), there.median())
                    + Figures.toAta(section, series.kind(), series.label(), there)
                        .map(ratio -> " (" + ratio + ")")
                        .orElse(""))
        .orElse(NONE);
  }

  private static List<List<String>> claims(List<Claim> claims) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("claim", "published", "simulated", "measured"));
    claims.forEach(c -> rows.add(List.of(c.claim(), c.published(), c.simulated(), c.measured())));
    return rows;
  }

  /** Columns as wide as their widest cell; figures to the right if the first cell below is one. */
  private static void table(List<List<String>> rows, PrintWriter out) {
    int columns = rows.get(0).size();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        line.append("  ").append(padded(rows, i, row.get(i)));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private static String padded(List<List<String>> rows, int column, String cell) {
    int width = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    String blanks = " ".repeat(width - cell.length());
    boolean figures = column > 0 && !rows.get(0).get(0).equals("claim");
    return figures ? blanks + cell : cell + blanks;
  }
}
