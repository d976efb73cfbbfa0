package io.picsou.bench.report;

import io.picsou.bench.compare.CompareResult;
import io.picsou.bench.compare.CompareText;
import io.picsou.bench.demo.DemoReport;
import io.picsou.bench.demo.DemoReport.LogReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the demo has seen, as one page that needs no other file. It is added part by part, so that
 * there is a page whatever happens. Not thread-safe.
 */
public final class DemoPage {
  private final HtmlDocument html = new HtmlDocument();

  /** A page that says nothing yet. */
  public DemoPage() throws IOException {
    html.begin("Picsou: demo");
    html.line("<header><h1>Picsou, the demo</h1></header>");
  }

  /** Adds the demo itself, also if it did not come to its end. */
  public void add(DemoReport report) {
    html.line(
        "<section><h2>From A to B</h2><p>%,d entries, %.1f MB, committed on cluster A; %.1f s.</p>",
        report.entries(), report.bytes() / 1e6, report.seconds());
    if (report.countedEntries() > 0) {
      html.line(
          "<p>Copies across per entry: %.3f before the kills (%,d entries).</p>",
          report.copiesBeforeKill(), report.countedEntries());
    }
    html.line("<ul>");
    for (DemoReport.Kill kill : report.kills()) {
      html.line(
          "<li>%s was killed after %.1f s, at entry %,d</li>",
          HtmlDocument.escape(kill.replica()), kill.atSeconds(), kill.committed());
    }
    html.line("</ul>");
    verdict(report.problems(), "Every surviving log on B is byte-identical to A's.");
    html.line("</section>");
    if (!report.logs().isEmpty()) {
      logs(report);
    }
  }

  /** Adds the comparison. */
  public void add(CompareResult result) {
    html.line(
        "<section><h2>Head to head</h2><p>%s</p>",
        HtmlDocument.escape(CompareText.summary(result)));
    html.table(CompareText.brief(result));
    verdict(result.problems(), "Each correct receiver had what its system promises (digests).");
    html.line("</section>");
  }

  /** Adds why there is no more. */
  public void addFailure(String why) {
    html.line(
        "<section><h2>Failed</h2><p><strong>FAILED:</strong> %s</p></section>",
        HtmlDocument.escape(why));
  }

  /** The whole page; nothing can be added any more. */
  public String end() {
    return html.end();
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
    html.line("<p>With the kills %.3f copies across per entry.</p>", report.copiesInAll());
    html.line("<p>A killed replica's log is compared with the beginning of A's.</p>");
    html.table(rows);
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
