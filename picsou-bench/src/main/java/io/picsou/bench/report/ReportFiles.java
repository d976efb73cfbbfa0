package io.picsou.bench.report;

import io.picsou.bench.report.Report.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a report's graphs and its page: {@code DIR/graphs/NAME.png}, {@code DIR/report.html}. */
public final class ReportFiles {
  private ReportFiles() {}

  /**
   * Draws every graph that has anything to draw.
   *
   * @return the page
   */
  public static Path write(Report report, Path directory) throws IOException {
    System.setProperty("java.awt.headless", "true");
    Path graphs = Files.createDirectories(directory.resolve("graphs"));
    Map<String, byte[]> images = new LinkedHashMap<>();
    for (Section section : report.graphs()) {
      Path file = graphs.resolve(section.slug() + ".png");
      if (section.series().isEmpty()) {
        Files.deleteIfExists(file);
        continue;
      }
      byte[] image = Charts.png(section);
      Files.write(file, image);
      images.put(section.slug(), image);
    }
    Path page = directory.resolve("report.html");
    Files.writeString(page, new HtmlPage(report, images).text());
    return page;
  }
}
