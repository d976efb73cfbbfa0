package io.picsou.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.picsou.core.protocol.Peer;
import io.picsou.core.strategy.Strategy;
import io.picsou.sim.Campaign;
import io.picsou.sim.Outcome;
import io.picsou.sim.Simulation;
import io.picsou.sim.liar.SenderLie;
import io.picsou.sim.scenario.Fault;
import io.picsou.sim.scenario.Profile;
import io.picsou.sim.scenario.Scenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
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

  /** A protocol that is broken, for its checkers: its scenarios know of no forger. */
  private static Outcome withForger(Scenario scenario) {
    Fault forger = new Fault.LyingSender(Peer.sender(0), SenderLie.WRONG_PAYLOAD);
    Outcome forged = Simulation.run(scenario.with(List.of(forger)));
    return new Outcome(scenario, forged.violation(), forged.trace(), forged.totals());
  }

  private static CommandLine brokenProtocol() {
    CommandLine picsou = Picsou.commandLine();
    picsou.getCommandSpec().removeSubcommand("sim");
    return picsou.addSubcommand("sim", new SimCommand(SimCommandTest::withForger));
  }

  @Test
  void violationsAreListedWithAllTheirOptionsAndExitWith1() throws IOException {
    StringWriter out = new StringWriter();
    String[] drawn = {"--seeds=3", "--from=3", "--strategy=PICSOU", "--faults=CALM", "--json"};

    int code = run(brokenProtocol(), out, drawn);

    assertThat(code).isEqualTo(1);
    JsonNode report = mapper.readTree(out.toString());
    assertThat(report.get("violations").asInt()).isEqualTo(report.get("failures").size());
    Campaign campaign = new Campaign(List.of(Strategy.PICSOU), List.of(Profile.CALM));
    JsonNode failure = report.get("failures").get(0);
    assertThat(failure.get("seed").asLong()).isEqualTo(3);
    assertThat(failure.get("checker").asText()).isEqualTo("Integrity");
    assertThat(failure.get("message").asText()).isNotBlank();
    assertThat(failure.get("atNanos").asLong()).isPositive();
    assertThat(failure.get("trace").asText()).matches("[0-9a-f]{16}");
    assertThat(failure.get("scenario").asText()).isEqualTo(campaign.scenario(3).describe());
    assertThat(failure.get("replay").asText())
        .isEqualTo("picsou sim --seed 3 --strategy PICSOU --faults CALM");
  }

  @Test
  void aViolationIsPrintedWithAllItsOptionsAndHowToReplayIt() {
    StringWriter out = new StringWriter();

    int code = run(brokenProtocol(), out, "--seeds=1", "--from=3", "--faults=CALM");

    assertThat(code).isEqualTo(1);
    Campaign campaign = new Campaign(Campaign.CHECKED, List.of(Profile.CALM));
    assertThat(out.toString())
        .startsWith("seed 3 broke Integrity at ")
        .contains(campaign.scenario(3).describe())
        .contains("replay and shrink: picsou sim --seed 3 --faults CALM\n")
        .contains("1 histories from seed 3, 1 violations");
  }

  @Test
  void aReplayedViolationIsMadeSmallerAndExitsWith1() throws IOException {
    StringWriter out = new StringWriter();
    String[] replay = {"--seed=3", "--strategy=PICSOU", "--faults=CALM", "--json"};

    int code = run(brokenProtocol(), out, replay);

    assertThat(code).isEqualTo(1);
    JsonNode report = mapper.readTree(out.toString());
    JsonNode failure = report.get("failures").get(0);
    assertThat(failure.get("checker").asText()).isEqualTo("Integrity");
    assertThat(failure.get("scenario").asText())
        .startsWith("seed 3, ")
        .contains("entries=1]")
        .isNotEqualTo(report.get("scenario").asText());
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
    return run(Picsou.commandLine(), out, arguments);
  }

  private int run(CommandLine picsou, StringWriter out, String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "sim";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return picsou
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all);
  }
}
