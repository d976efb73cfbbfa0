package io.picsou.bench.report;

import io.picsou.bench.compare.CompareResult;
import io.picsou.bench.compare.CompareText;
import io.picsou.bench.demo.DemoReport;
import io.picsou.bench.demo.DemoReport.LogReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the demo has seen, as one page that needs no other file. */
public final class DemoPage {
  private final HtmlDocument html = new HtmlDocument();

  private DemoPage() {}

  /**
   * The page.
   *
   * @param comparison null if there was none
   */
  public static String of(DemoReport report, CompareResult comparison) throws IOException {
    DemoPage page = new DemoPage();
    page.html.begin("Picsou: demo");
    page.header(report);
    page.logs(report);
    if (comparison != null) {
      page.comparison(comparison);
    }
    return page.html.end();
  }

  private void header(DemoReport report) {
    html.line("<header><h1>Picsou, the demo</h1>");
    html.line(
        "<p>%,d entries, %.1f MB, from cluster A to every living replica of B in %.1f s.</p>",
        report.entries(), report.bytes() / 1e6, report.seconds());
    html.line(
        "<p>Copies across per entry: %.3f before the kills (%,d entries), %.3f with them.</p><ul>",
        report.copiesBeforeKill(), report.countedEntries(), report.copiesInAll());
    for (DemoReport.Kill kill : report.kills()) {
      html.line(
          "<li>%s was killed after %.1f s, at entry %,d</li>",
          HtmlDocument.escape(kill.replica()), kill.atSeconds(), kill.committed());
    }
    html.line("</ul>");
    verdict(report.problems(), "Every surviving log on B is byte-identical to A's.");
    html.line("</header>");
  }

  private void logs(DemoReport report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Replica", "Entries", "Bytes", "SHA-256", "Log"));
    for (LogReport log : report.logs()) {
      rows.add(
          List.of(
              log.replica(),
              Figures.format("%,d", log.entries()),
              Figures.format("%,d", log.bytes()),
              log.sha256(),
              (log.killed() ? "killed; " : "") + (log.identical() ? "identical" : "DIFFERENT")));
    }
    html.line("<section><h2>Logs</h2>");
    html.line("<p>A killed replica's log is compared with the beginning of A's.</p>");
    html.table(rows);
    html.line("</section>");
  }

  private void comparison(CompareResult result) {
    html.line(
        "<section><h2>Head to head</h2><p>%s</p>",
        HtmlDocument.escape(CompareText.summary(result)));
    html.table(CompareText.brief(result));
    verdict(result.problems(), "Each correct receiver had what its system promises (digests).");
    html.line("</section>");
  }

  private void verdict(List<String> problems, String allIsWell) {
    if (problems.isEmpty()) {
      html.line("<p><strong>OK:</strong> %s</p>", allIsWell);
    }
    problems.forEach(
        problem -> html.line("<p><strong>PROBLEM:</strong> %s</p>", HtmlDocument.escape(problem)));
  }
}
