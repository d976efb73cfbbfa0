package io.picsou.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.bench.compare.CompareResult;
import io.picsou.bench.compare.CompareResult.Summary;
import io.picsou.bench.compare.CompareResult.SystemResult;
import io.picsou.bench.compare.CompareText;
import io.picsou.bench.compare.Promise;
import io.picsou.bench.compare.RoundResult;
import io.picsou.bench.compare.Spread;
import io.picsou.bench.demo.DemoReport;
import io.picsou.bench.report.DemoPage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the demo says and writes, without any process. */
class DemoTextTest {
  @TempDir private Path directory;

  @Test
  void briefTableHasRatiosAndCopies() {
    String text = brief(result(List.of()));
    assertThat(text).contains("4+4 replicas, 1,000 B", "3 slices of 0.5 s", "bench compare");
    assertThat(text).containsPattern("(?m)^PICSOU +12,000 +12,000 +12,000 +2.50 +- +1.001$");
    assertThat(text).contains("OK: ");
  }

  @Test
  void brokenPromiseIsInTextAndPage() throws IOException {
    CompareResult broken = result(List.of("receiver 1 lacks <entry> 7"));
    assertThat(brief(broken)).contains("PROBLEM: PICSOU in round 1: receiver 1 lacks <entry> 7");
    DemoPage page = new DemoPage();
    page.add(broken);
    assertThat(page.end()).contains("receiver 1 lacks &lt;entry&gt; 7");
  }

  @Test
  void pageHasLogsAndTable() throws IOException {
    DemoPage content = new DemoPage();
    content.add(report());
    content.add(result(List.of()));
    String page = content.end();
    assertThat(page).startsWith("<!DOCTYPE html>").contains("<style>").endsWith("</html>\n");
    assertThat(page).doesNotContain("PROBLEM", "FAILED");
    assertThat(page).contains("<td>B replica 1</td>").contains("abcdef0123456789abcdef");
    assertThat(page).contains("1.000 before the kills").contains("With the kills 1.100");
    assertThat(page).contains("<td>12,000</td>").contains("<td>2.50</td>");
  }

  @Test
  void pageOfAFailureHasWhatIsKnown() throws IOException {
    DemoPage content = new DemoPage();
    content.add(report());
    content.addFailure("<it> broke");
    assertThat(content.end())
        .contains("1.000 before the kills", "FAILED:</strong> &lt;it&gt; broke")
        .doesNotContain("Head to head")
        .endsWith("</html>\n");
  }

  @Test
  void pageNeedsADirectory() {
    StringWriter err = new StringWriter();
    int exitCode =
        Picsou.commandLine()
            .setErr(new PrintWriter(err, true))
            .execute("demo", "--page=" + directory.resolve("none/page.html"));
    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString()).contains("--page: there is no directory for");
  }

  private static String brief(CompareResult result) {
    StringWriter text = new StringWriter();
    CompareText.printBrief(result, new PrintWriter(text, true));
    return text.toString();
  }

  private static DemoReport report() {
    DemoReport.LogReport log =
        new DemoReport.LogReport("B replica 1", true, 55, 9, "abcdef0123456789abcdef", true);
    return new DemoReport(100, 1000, 30, 1.0, 1.1, List.of(), List.of(log), 2, List.of());
  }

  private static CompareResult result(List<String> problems) {
    RoundResult.Wire wire = new RoundResult.Wire(1000, 3000, 1, 1.001, 0, 0);
    RoundResult round =
        new RoundResult(
            1,
            12_000,
            12,
            0,
            3,
            1.5,
            List.of(),
            List.of(),
            null,
            wire,
            Map.of(),
            Map.of(),
            null,
            new RoundResult.Verdict(100, 0, problems));
    Summary summary =
        new Summary(
            Spread.of(12_000), Spread.of(12), 0, null, 2.5, null, null, wire, 1, 100, List.of());
    SystemResult picsou = new SystemResult("PICSOU", Promise.EVERYTHING, List.of(round), summary);
    return new CompareResult(DemoComparison.options(), null, null, null, List.of(picsou));
  }
}
