package io.picsou.bench.log;

import io.picsou.rsm.file.LogFiles;
import io.picsou.rsm.file.LogReport;
import java.io.PrintWriter;
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
  public Integer call() {
    LogReport report = LogFiles.verify(file);
    if (report.isIntact()) {
      spec.commandLine().getOut().println(file + ": intact, " + report.entries() + " entries");
      return ExitCode.OK;
    }
    PrintWriter err = spec.commandLine().getErr();
    report.tornTail().ifPresent(tail -> err.println(file + ": " + tail));
    report.damage().ifPresent(damage -> err.println(damage.getMessage()));
    err.println(file + ": the " + report.entries() + " entries before that are intact");
    return ExitCode.SOFTWARE;
  }
}
