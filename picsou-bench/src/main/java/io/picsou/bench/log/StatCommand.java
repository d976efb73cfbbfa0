package io.picsou.bench.log;

import com.fasterxml.jackson.databind.json.JsonMapper;
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
    description =
        "Tells how many entries a log file holds, and its digest: equal logs, equal digest.")
final class StatCommand implements Callable<Integer> {
  /** The form of {@code --json}. */
  private record Statistics(
      String file, long entries, long first, long last, long bytes, String sha256, String damage) {}

  @Parameters(paramLabel = "FILE", description = "The log file.")
  private Path file;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    LogScan scan = LogScan.of(file);
    Statistics statistics =
        new Statistics(
            file.toString(),
            scan.entries(),
            scan.first(),
            scan.last(),
            scan.bytes(),
            Digests.of(file),
            scan.damage());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonMapper.builder().build().writeValueAsString(statistics));
    } else {
      print(statistics, out);
    }
    return scan.damage() == null ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static void print(Statistics statistics, PrintWriter out) {
    out.println("entries  " + statistics.entries());
    out.println("first    " + statistics.first());
    out.println("last     " + statistics.last());
    out.println("bytes    " + statistics.bytes());
    out.println("sha256   " + statistics.sha256());
    if (statistics.damage() != null) {
      out.println("damage   " + statistics.damage());
    }
  }
}
