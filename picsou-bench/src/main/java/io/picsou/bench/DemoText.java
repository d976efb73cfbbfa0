package io.picsou.bench;

import io.picsou.bench.demo.DemoReport;
import io.picsou.bench.demo.DemoReport.Kill;
import io.picsou.bench.demo.DemoReport.LogReport;
import java.io.PrintWriter;
import java.util.Locale;

/** The demo's report for people. */
final class DemoText {
  private static final int DIGEST_DIGITS = 16;

  private DemoText() {}

  static void print(DemoReport report, PrintWriter out) {
    line(
        out,
        "Committed on A   %,d entries of 0 B to 1 MB, %.1f MB",
        report.entries(),
        report.bytes() / 1e6);
    line(
        out,
        "Before the kills %.3f cross-cluster copies per entry (%,d entries, delivered at all 4)",
        report.copiesBeforeKill(),
        report.countedEntries());
    for (Kill kill : report.kills()) {
      line(
          out,
          "Killed (kill -9) %s, process %d, after %.1f s, at entry %,d",
          kill.replica(),
          kill.pid(),
          kill.atSeconds(),
          kill.committed());
    }
    line(out, "With the kills   %.3f cross-cluster copies per entry", report.copiesInAll());
    line(
        out,
        "Speed            %.1f s, %,.0f entries/s, %.1f MB/s to every living replica of B",
        report.seconds(),
        report.entriesPerSecond(),
        report.megabytesPerSecond());
    line(out, "");
    report.logs().forEach(log -> print(log, out));
    line(out, "");
    report.problems().forEach(problem -> line(out, "PROBLEM: %s", problem));
    line(
        out,
        report.ok()
            ? "OK: every surviving log on B is byte-identical to A's."
            : "FAILED: see above.");
  }

  private static void print(LogReport log, PrintWriter out) {
    String verdict = log.identical() ? "identical to A's" : "DIFFERENT";
    if (log.killed()) {
      verdict = "killed; " + (log.identical() ? "a beginning of A's" : "DIFFERENT");
    }
    line(
        out,
        "%s  %,9d entries  sha256 %s…  %s",
        log.replica(),
        log.entries(),
        log.sha256().substring(0, DIGEST_DIGITS),
        verdict);
  }

  private static void line(PrintWriter out, String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
  }
}
