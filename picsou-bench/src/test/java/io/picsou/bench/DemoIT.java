package io.picsou.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo with fewer entries: eight processes, one killed on either side. */
class DemoIT {
  private static final int ENTRIES = 3_000;

  @TempDir private Path directory;

  @Test
  void survivorsOnBHaveTheLogOfA() throws Exception {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Picsou.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute("demo", "--entries=" + ENTRIES, "--json", "--keep=" + directory);
    assertThat(exitCode).as("%s%s", out, err).isZero();
    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.get("ok").asBoolean()).isTrue();
    assertThat(report.get("comparison").isNull()).isTrue();
    assertThat(Path.of(report.get("page").asText()))
        .content()
        .contains(report.get("logs").get(0).get("sha256").asText())
        .doesNotContain("Head to head");
    // On a busy machine an entry may come late enough to be sent again.
    assertThat(report.get("copiesBeforeKill").asDouble()).isBetween(1.0, 1.5);
    assertThat(report.get("kills")).hasSize(2);
    assertThat(report.get("logs")).hasSize(8);
    for (JsonNode log : report.get("logs")) {
      assertThat(log.get("identical").asBoolean()).as("%s", log).isTrue();
      assertThat(log.get("entries").asInt() == ENTRIES || log.get("killed").asBoolean())
          .as("%s", log)
          .isTrue();
    }
  }
}
