package io.picsou.bench;

import io.picsou.bench.embedded.InvalidConfigurationException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a subcommand throws into a message on standard error and an exit code. */
final class ErrorReport implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed)
      throws Exception {
    if (e instanceof InvalidConfigurationException) {
      command.getErr().println(command.getColorScheme().errorText(e.getMessage()));
      return ExitCode.USAGE;
    }
    command.getErr().println(command.getColorScheme().errorText(describe(e)));
    if (System.getProperty("org.slf4j.simpleLogger.defaultLogLevel") != null) {
      e.printStackTrace(command.getErr());
    }
    return ExitCode.SOFTWARE;
  }

  /** An exception and its causes in one line. */
  static String describe(Throwable failure) {
    StringBuilder text = new StringBuilder();
    String last = "";
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
      if (!last.contains(message)) {
        text.append(text.isEmpty() ? "" : ": ").append(message);
        last = message;
      }
    }
    return text.toString();
  }
}
