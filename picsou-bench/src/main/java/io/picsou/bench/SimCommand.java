package io.picsou.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.picsou.core.strategy.Strategy;
import io.picsou.sim.Campaign;
import io.picsou.sim.Outcome;
import io.picsou.sim.Shrinker;
import io.picsou.sim.Simulation;
import io.picsou.sim.Summary;
import io.picsou.sim.scenario.Profile;
import io.picsou.sim.scenario.Scenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code picsou sim}: the protocol in virtual time, under faults, with every invariant checked. */
@Command(
    name = "sim",
    description = {
      "Runs the protocol in virtual time under randomly drawn faults and checks every invariant.",
      "Each seed stands for one history: clusters, stakes, settings, network, faults and liars."
          + " With --seed one history is replayed bit for bit and, if it fails, made smaller."
    })
final class SimCommand implements Callable<Integer> {
  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "200",
      description = "How many histories. Default: ${DEFAULT-VALUE}")
  private long seeds;

  @Option(
      names = "--from",
      paramLabel = "S",
      defaultValue = "1",
      description = "The first seed. Default: ${DEFAULT-VALUE}")
  private long from;

  @Option(names = "--seed", paramLabel = "S", description = "Replay this seed alone.")
  private Long seed;

  @Option(
      names = "--strategy",
      split = ",",
      paramLabel = "NAME",
      description =
          "Draw from these: ${COMPLETION-CANDIDATES}. Default: those whose promises are known")
  private Strategy[] strategies = Campaign.CHECKED.toArray(Strategy[]::new);

  @Option(
      names = "--faults",
      split = ",",
      paramLabel = "KIND",
      description = "Draw from these kinds of trouble: ${COMPLETION-CANDIDATES}. Default: all")
  private Profile[] profiles = Profile.values();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many histories at a time. Default: one for each processor")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  private final Function<Scenario, Outcome> simulator;

  SimCommand() {
    this(Simulation::run);
  }

  /**
   * A command for histories that are run otherwise.
   *
   * @param simulator runs each history, on any thread
   */
  SimCommand(Function<Scenario, Outcome> simulator) {
    this.simulator = simulator;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (seeds < 1 || threads < 1) {
      throw new ParameterException(spec.commandLine(), "--seeds and --threads must be at least 1");
    }
    Campaign campaign = new Campaign(distinct(strategies), distinct(profiles));
    SimReport report = seed == null ? many(campaign) : one(campaign);
    print(report);
    return report.violations() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private SimReport many(Campaign campaign) throws InterruptedException {
    long start = System.nanoTime();
    try (Progress progress = Progress.start("histories", seeds)) {
      Summary summary = campaign.run(from, seeds, threads, progress::to, simulator);
      return SimReport.of(campaign, summary, from, System.nanoTime() - start);
    }
  }

  private SimReport one(Campaign campaign) {
    long start = System.nanoTime();
    Outcome outcome = simulator.apply(campaign.scenario(seed));
    Outcome smallest = outcome.clean() ? outcome : Shrinker.shrink(outcome, simulator);
    return SimReport.of(campaign, outcome, smallest, System.nanoTime() - start);
  }

  private void print(SimReport report) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          JsonMapper.builder()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .build()
              .writeValueAsString(report));
    } else {
      out.println(report.text());
    }
    out.flush();
  }

  @SafeVarargs
  private static <T> List<T> distinct(T... values) {
    return Arrays.stream(values).distinct().toList();
  }
}
