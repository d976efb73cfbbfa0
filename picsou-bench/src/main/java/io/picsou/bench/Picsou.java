package io.picsou.bench;

import io.picsou.bench.log.LogCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The {@code picsou} command. */
@Command(
    name = "picsou",
    description = "Carries the committed log of one replicated state machine to another.",
    mixinStandardHelpOptions = true,
    version = "picsou 0.1.0",
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      BenchCommand.class,
      DemoCommand.class,
      LogCommand.class,
      RunCommand.class,
      ShimCommand.class,
      SimCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it worked",
      "1:it failed, or what was checked is not as it should be",
      "2:wrong usage or configuration"
    })
public final class Picsou {
  private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

  /** Kafka's clients warn at every attempt; what matters of it is in our own errors. */
  private static final String KAFKA_LOG_LEVEL = "org.slf4j.simpleLogger.log.org.apache.kafka";

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Log more, to standard error; twice for debugging.")
  private boolean[] verbose = {};

  private Picsou() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command with all its subcommands, ready to be executed in this process. */
  public static CommandLine commandLine() {
    Picsou picsou = new Picsou();
    return new CommandLine(picsou)
        .setExecutionStrategy(
            parsed -> {
              picsou.setUpLogging();
              return new CommandLine.RunLast().execute(parsed);
            })
        .setExecutionExceptionHandler(new ErrorReport());
  }

  /** Has to come before the first logger is made. */
  private void setUpLogging() {
    if (verbose.length > 0) {
      String level = verbose.length > 1 ? "debug" : "info";
      System.setProperty(LOG_LEVEL, level);
      System.setProperty(KAFKA_LOG_LEVEL, level);
    }
  }
}
