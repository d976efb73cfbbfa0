package io.picsou.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.picsou.bench.compare.Contenders;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo with fewer entries: eight processes, one killed on either side, and all systems. */
class DemoIT {
  private static final int ENTRIES = 10_000;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  private int demo(String... options) {
    List<String> arguments = new ArrayList<>(List.of("demo", "--keep=" + directory));
    arguments.addAll(List.of(options));
    return Picsou.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }

  @Test
  void survivorsOnBHaveTheLogOfA() throws Exception {
    int exitCode = demo("--entries=" + ENTRIES, "--json");
    assertThat(exitCode).as("%s%s", out, err).isZero();
    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.get("ok").asBoolean()).isTrue();
    assertThat(report.get("copiesBeforeKill").asDouble()).isBetween(1.0, 1.05);
    assertThat(report.get("kills")).hasSize(2);
    assertThat(report.get("logs")).hasSize(8);
    for (JsonNode log : report.get("logs")) {
      assertThat(log.get("identical").asBoolean()).as("%s", log).isTrue();
      assertThat(log.get("entries").asInt() == ENTRIES || log.get("killed").asBoolean())
          .as("%s", log)
          .isTrue();
    }
    assertComparison(report.get("comparison"));
    assertThat(Path.of(report.get("page").asText()))
        .content()
        .contains(report.get("logs").get(0).get("sha256").asText())
        .contains("<td>PICSOU</td>", "<td>KAFKA</td>");
  }

  private static void assertComparison(JsonNode comparison) {
    assertThat(comparison.get("systems"))
        .extracting(system -> system.get("name").asText())
        .containsExactlyElementsOf(Contenders.names());
    for (JsonNode system : comparison.get("systems")) {
      String name = system.get("name").asText();
      assertThat(system.at("/summary/entriesPerSecond/min").asDouble()).as(name).isPositive();
      for (JsonNode round : system.get("rounds")) {
        assertThat(round.at("/verdict/problems")).as(name).isEmpty();
        assertThat(round.at("/verdict/entries").asLong()).as(name).isPositive();
      }
    }
  }

  @Test
  void aDemoThatFailsLeavesItsPage() {
    int exitCode = demo("--limit=1");
    assertThat(exitCode).isEqualTo(1);
    String why = "not finished after 1 s";
    assertThat(err.toString()).contains(why);
    Path page = directory.resolve("picsou-demo.html");
    assertThat(out.toString()).startsWith("Page: " + page);
    assertThat(page).content().contains("FAILED", why, "did not come to its end");
  }
}
