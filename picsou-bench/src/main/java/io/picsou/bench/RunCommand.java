package io.picsou.bench;

import io.picsou.bench.embedded.ConnectorFile;
import io.picsou.bench.embedded.InvalidConfigurationException;
import io.picsou.bench.embedded.Pipeline;
import io.picsou.bench.embedded.PipelineOptions;
import io.picsou.bench.embedded.StatisticsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code picsou run}: connectors wired in one process, without a broker. */
@Command(
    name = "run",
    description = {
      "Runs connectors without a broker, from the properties files of Connect's standalone mode.",
      "A topic joins the sources and sinks of this process that name it. Stops on SIGINT and"
          + " SIGTERM, with nothing lost.",
      "A connector that fails is reported at once and ends alone; the exit code is 1 in the end."
    })
final class RunCommand implements Callable<Integer> {
  /** How often statistics are written and the conditions to stop looked at. */
  private static final Duration TICK = Duration.ofMillis(100);

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "One connector's settings each.")
  private List<Path> files;

  @Option(
      names = "--offsets",
      paramLabel = "FILE",
      defaultValue = "picsou.offsets",
      description = "Where the sources' offsets are kept. Default: ${DEFAULT-VALUE}")
  private Path offsets;

  @Mixin private StopConditions stop;

  @Option(
      names = "--stats",
      paramLabel = "FILE",
      description = "Write the counters to this file as JSON, again and again.")
  private Path statistics;

  @Option(
      names = "--commit-interval",
      paramLabel = "MS",
      defaultValue = "50",
      description = "The longest pause between two commits of a sink. Default: ${DEFAULT-VALUE}")
  private long commitMillis;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    return Interruption.guard(this::run);
  }

  private int run(Interruption interruption) throws InterruptedException, IOException {
    Pipeline pipeline = Pipeline.start(read(), options(), this::report);
    try (pipeline) {
      waitFor(pipeline, interruption);
    }
    List<String> failed =
        pipeline.failures().stream().map(Pipeline.Failure::connector).distinct().toList();
    if (stop.stuck() != null) {
      say(stop.stuck());
    }
    if (!failed.isEmpty()) {
      say("ended with failures, told of above: " + String.join(", ", failed));
    }
    return failed.isEmpty() && stop.stuck() == null ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void report(Pipeline.Failure failure) {
    say(failure.connector() + " failed: " + ErrorReport.describe(failure.cause()));
  }

  private void say(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }

  private PipelineOptions options() {
    PipelineOptions defaults = PipelineOptions.of(offsets);
    return new PipelineOptions(
        offsets,
        Duration.ofMillis(commitMillis),
        defaults.topicBytes(),
        defaults.topicRecords(),
        defaults.stopTimeout());
  }

  private List<ConnectorFile> read() {
    List<ConnectorFile> read = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Path file : files) {
      try {
        read.add(ConnectorFile.read(file));
      } catch (InvalidConfigurationException e) {
        problems.add(e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidConfigurationException(problems);
    }
    return read;
  }

  private void waitFor(Pipeline pipeline, Interruption interruption)
      throws InterruptedException, IOException {
    stop.begin();
    do {
      if (statistics != null) {
        StatisticsFile.write(statistics, pipeline.progress());
      }
    } while (!pipeline.await(TICK) && !interruption.requested() && !stop.met(pipeline));
  }
}
