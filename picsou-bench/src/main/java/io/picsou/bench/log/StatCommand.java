package io.picsou.bench.log;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.picsou.rsm.file.LogFiles;
import io.picsou.rsm.file.LogReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code picsou log stat}. */
@Command(
    name = "stat",
    description = {
      "Tells what a log file holds: entries, bytes of their records, sizes, and a digest of the"
          + " records, which is equal for equal logs."
    })
final class StatCommand implements Callable<Integer> {
  /** The form of {@code --json}. */
  private record Statistics(
      String file,
      long entries,
      long first,
      long last,
      long bytes,
      int smallest,
      int largest,
      String sha256,
      String problem) {
    static Statistics of(Path file, LogReport report) {
      String problem =
          report
              .damage()
              .map(Throwable::getMessage)
              .orElse(report.tornTail().map(Object::toString).orElse(null));
      return new Statistics(
          file.toString(),
          report.entries(),
          report.first(),
          report.last(),
          report.recordBytes(),
          report.smallest(),
          report.largest(),
          report.sha256(),
          problem);
    }
  }

  @Parameters(paramLabel = "FILE", description = "The log file.")
  private Path file;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    LogReport report = LogFiles.verify(file);
    Statistics statistics = Statistics.of(file, report);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonMapper.builder().build().writeValueAsString(statistics));
    } else {
      print(statistics, out);
    }
    return report.isIntact() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static void print(Statistics statistics, PrintWriter out) {
    out.println("entries   " + statistics.entries());
    out.println("first     " + statistics.first());
    out.println("last      " + statistics.last());
    out.println("bytes     " + statistics.bytes());
    out.println("smallest  " + statistics.smallest());
    out.println("largest   " + statistics.largest());
    out.println("sha256    " + statistics.sha256());
    if (statistics.problem() != null) {
      out.println("problem   " + statistics.problem());
    }
  }
}
