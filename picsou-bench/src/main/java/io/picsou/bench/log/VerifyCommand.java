package io.picsou.bench.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code picsou log verify}. */
@Command(
    name = "verify",
    description = {
      "Checks every record of a log file: length, checksum, sequence.",
      "Ends with 0 if the log is intact, with 1 if it has a torn tail or is damaged."
    })
final class VerifyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The log file.")
  private Path file;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    LogScan scan = LogScan.of(file);
    if (scan.damage() == null) {
      spec.commandLine().getOut().println(file + ": intact, " + scan.entries() + " entries");
      return ExitCode.OK;
    }
    spec.commandLine().getErr().println(scan.damage());
    spec.commandLine()
        .getErr()
        .println(file + ": the " + scan.entries() + " entries before that are whole");
    return ExitCode.SOFTWARE;
  }
}
