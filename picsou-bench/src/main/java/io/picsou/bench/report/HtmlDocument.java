package io.picsou.bench.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** A page that needs no other file, in the style of all of them. Not thread-safe. */
final class HtmlDocument {
  private static final String STYLE = "report.css";

  private final StringBuilder html = new StringBuilder();

  /** Everything up to the body. */
  void begin(String title) throws IOException {
    line("<!DOCTYPE html>");
    line("<html lang=\"en\"><head><meta charset=\"utf-8\">");
    line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    line("<title>%s</title>", escape(title));
    line("<style>%s</style></head><body>", style());
  }

  /** The whole page. */
  String end() {
    line("</body></html>");
    return html.toString();
  }

  void line(String format, Object... arguments) {
    html.append(Figures.format(format, arguments)).append('\n');
  }

  /** A table whose first row is its head. */
  void table(List<List<String>> rows) {
    line(
        "<div class=\"scroll\"><table><thead><tr>%s</tr></thead><tbody>", cells("th", rows.get(0)));
    rows.stream().skip(1).forEach(row -> line("<tr>%s</tr>", cells("td", row)));
    line("</tbody></table></div>");
  }

  private static String style() throws IOException {
    try (InputStream css = HtmlDocument.class.getResourceAsStream(STYLE)) {
      if (css == null) {
        throw new IOException(STYLE + " is not on the class path");
      }
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static String cells(String tag, List<String> texts) {
    return texts.stream()
        .map(text -> "<" + tag + ">" + escape(text) + "</" + tag + ">")
        .collect(Collectors.joining());
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
