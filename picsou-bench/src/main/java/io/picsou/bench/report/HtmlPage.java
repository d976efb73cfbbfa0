package io.picsou.bench.report;

import io.picsou.bench.compare.Environment;
import io.picsou.bench.report.Report.Claim;
import io.picsou.bench.report.Report.Section;
import io.picsou.bench.report.Report.Series;
import io.picsou.bench.report.Report.Value;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A report as one page that needs no other file. */
final class HtmlPage {
  private final Report report;
  private final Map<String, byte[]> images;
  private final HtmlDocument html = new HtmlDocument();

  /**
   * @param images by the graphs' slugs, as PNG
   */
  HtmlPage(Report report, Map<String, byte[]> images) {
    this.report = report;
    this.images = images;
  }

  String text() throws IOException {
    html.begin("Picsou: head to head");
    header();
    contents();
    claims();
    report.graphs().forEach(this::graph);
    damaged();
    return html.end();
  }

  private void header() {
    line("<header><h1>Picsou, head to head</h1>");
    line("<p>Throughput is the growth of the sequence up to which <em>every</em> correct receiver");
    line(
        "has everything, per second; for OST, of what each receiver was meant to get. Medians over");
    line(
        "the rounds, bars from minimum to maximum. Solid lines are measured, dashed simulated.</p>");
    line("<h2 id=\"machine\">Machine</h2>");
    if (report.machines().isEmpty()) {
      line("<p>Nothing was measured yet.</p>");
    } else {
      line(
          "<div class=\"scroll\"><table class=\"plain\"><thead><tr>%s</tr></thead><tbody>",
          HtmlDocument.cells(
              "th", List.of("Since", "Processor", "Cores", "Memory", "System", "Java", "Build")));
      report.machines().forEach(this::machine);
      line("</tbody></table></div>");
    }
    line("</header>");
  }

  private void machine(Environment here) {
    line(
        "<tr>%s</tr>",
        HtmlDocument.cells(
            "td",
            List.of(
                here.time().replaceAll("T(\\d\\d:\\d\\d).*", " $1 UTC"),
                here.cpu(),
                String.valueOf(here.cores()),
                Figures.format("%.1f GB", here.memoryMegabytes() / 1e3),
                here.system(),
                here.jvm(),
                here.picsou() + ", commit " + here.commit())));
  }

  private void contents() {
    line("<nav><h2>Graphs</h2><ol>");
    for (Section section : report.graphs()) {
      line(
          "<li><a href=\"#%s\">%s</a>%s</li>",
          section.slug(),
          HtmlDocument.escape(section.name()),
          section.series().isEmpty() ? " <span class=\"none\">no results</span>" : "");
    }
    line("</ol></nav>");
  }

  private void claims() {
    line("<section><h2 id=\"claims\">Claims</h2>");
    line(
        "<div class=\"scroll\"><table class=\"plain\"><thead><tr>%s</tr></thead><tbody>",
        HtmlDocument.cells("th", List.of("Claim", "Published", "Simulated", "Measured")));
    for (Claim claim : report.claims()) {
      List<String> row =
          List.of(claim.claim(), claim.published(), claim.simulated(), claim.measured());
      line("<tr>%s</tr>", HtmlDocument.cells("td", row));
    }
    line("</tbody></table></div></section>");
  }

  private void graph(Section section) {
    line("<section><h2 id=\"%s\">%s</h2>", section.slug(), HtmlDocument.escape(section.name()));
    byte[] image = images.get(section.slug());
    if (image != null) {
      line(
          "<img alt=\"%s\" width=\"%d\" height=\"%d\" src=\"data:image/png;base64,%s\">",
          HtmlDocument.escape(section.name()),
          Charts.WIDTH / 2,
          Charts.HEIGHT / 2,
          Base64.getEncoder().encodeToString(image));
      table(section);
    } else {
      line("<p class=\"none\">There is nothing to draw yet.</p>");
    }
    gaps(section);
    line("</section>");
  }

  private void table(Section section) {
    line(
        "<div class=\"scroll\"><table><caption>%s: median, minimum to maximum, the highest QUACK,"
            + " and the multiple of ATA</caption>",
        HtmlDocument.escape(section.y().label()));
    String titles =
        section.series().stream()
            .map(series -> "<th>" + HtmlDocument.escape(series.title()) + "</th>")
            .collect(Collectors.joining());
    line("<thead><tr><th>%s</th>%s</tr></thead><tbody>", section.x().label(), titles);
    for (int x : section.positions()) {
      String values =
          section.series().stream()
              .map(series -> cell(section, series, section.value(series.label(), series.kind(), x)))
              .collect(Collectors.joining());
      line("<tr><th>%s</th>%s</tr>", section.x().text(x), values);
    }
    line("</tbody></table></div>");
  }

  private static String cell(Section section, Series series, Optional<Value> found) {
    if (found.isEmpty()) {
      return "<td class=\"none\">–</td>";
    }
    Value value = found.get();
    StringBuilder cell = new StringBuilder("<td>");
    cell.append(Figures.rate(section.y(), value.median()));
    if (value.rounds() > 1) {
      small(
          cell,
          Figures.rate(section.y(), value.min()) + "–" + Figures.rate(section.y(), value.max()));
    }
    if (value.quacks() > 0) {
      small(cell, "QUACK " + Figures.rate(section.y(), value.quacks()));
    }
    Figures.toAta(section, series.kind(), series.label(), value)
        .ifPresent(ratio -> small(cell, ratio + " ATA"));
    return cell.append("</td>").toString();
  }

  private static void small(StringBuilder cell, String text) {
    cell.append("<small>").append(text).append("</small>");
  }

  private void gaps(Section section) {
    if (section.gaps().isEmpty()) {
      return;
    }
    line(
        "<details%s><summary>Not measured</summary><ul>",
        section.series().isEmpty() ? " open" : "");
    section
        .gapsByReason()
        .forEach(
            (why, what) ->
                line(
                    "<li><b>%s</b>: %s</li>", HtmlDocument.escape(what), HtmlDocument.escape(why)));
    line("</ul></details>");
  }

  private void damaged() {
    if (report.damaged().isEmpty()) {
      return;
    }
    line("<section><h2>Damaged files</h2><ul>");
    report
        .damaged()
        .forEach(
            file ->
                line(
                    "<li><b>%s</b>: %s</li>",
                    HtmlDocument.escape(file.file()), HtmlDocument.escape(file.reason())));
    line("</ul></section>");
  }

  private void line(String format, Object... arguments) {
    html.line(format, arguments);
  }
}
