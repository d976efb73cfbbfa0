package io.picsou.bench.report;

import io.picsou.bench.grid.Graph.Y;
import io.picsou.bench.grid.PointResult.Kind;
import io.picsou.bench.report.Report.Section;
import io.picsou.bench.report.Report.Value;
import java.util.Locale;
import java.util.Optional;

/** How figures are written in tables. */
final class Figures {
  private static final String ATA = "ATA";

  private Figures() {}

  /** With as many digits as tell something. */
  static String rate(Y y, double value) {
    if (y == Y.COPIES) {
      return format("%,.2f", value);
    } else if (y == Y.MEGABYTES) {
      return format("%,.1f", value);
    }
    return format(value < 100 ? "%,.1f" : "%,.0f", value);
  }

  /** A value as a multiple of ATA's of the same kind; empty for ATA, or if that has none. */
  static Optional<String> toAta(Section section, Kind kind, String label, Value value) {
    if (label.equals(ATA)) {
      return Optional.empty();
    }
    return section
        .value(ATA, kind, value.x())
        .map(ata -> format("%.2f×", value.median() / ata.median()));
  }

  static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
