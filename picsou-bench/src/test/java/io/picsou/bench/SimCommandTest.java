package io.picsou.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ExitCode;

class SimCommandTest {
  private final JsonMapper mapper = JsonMapper.builder().build();
  private final StringWriter err = new StringWriter();

  @Test
  void aSeedHasOneTrace() throws IOException {
    JsonNode first = json("--seed=4711", "--json");
    JsonNode second = json("--seed=4711", "--json");
    JsonNode other = json("--seed=4712", "--json");

    assertThat(first.get("trace").asText()).matches("[0-9a-f]{16}");
    assertThat(second.get("trace")).isEqualTo(first.get("trace"));
    assertThat(second.get("totals")).isEqualTo(first.get("totals"));
    assertThat(other.get("trace")).isNotEqualTo(first.get("trace"));
    assertThat(first.get("scenario").asText()).startsWith("seed 4711, ");
  }

  @Test
  void aRangeIsReportedAsJson() throws IOException {
    JsonNode report = json("--seeds=6", "--from=100", "--faults=CALM,DEAD", "--json");

    assertThat(report.get("seeds").asInt()).isEqualTo(6);
    assertThat(report.get("from").asInt()).isEqualTo(100);
    assertThat(report.get("violations").asInt()).isZero();
    assertThat(report.get("failures")).isEmpty();
    assertThat(report.get("totals").get("entries").asInt()).isPositive();
    assertThat(report.get("histories").fieldNames())
        .toIterable()
        .allSatisfy(kind -> assertThat(kind).matches("[A-Z]+ (CALM|DEAD)"));
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThat(run(new StringWriter(), "--seeds=0")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("--seeds and --threads must be at least 1");
  }

  private JsonNode json(String... arguments) throws IOException {
    StringWriter out = new StringWriter();
    assertThat(run(out, arguments)).as(err::toString).isEqualTo(ExitCode.OK);
    return mapper.readTree(out.toString());
  }

  private int run(StringWriter out, String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "sim";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Picsou.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all);
  }
}
