package io.picsou.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.picsou.bench.grid.Grid;
import io.picsou.bench.grid.ResultStore;
import io.picsou.bench.report.Report;
import io.picsou.bench.report.ReportBuilder;
import io.picsou.bench.report.ReportFiles;
import io.picsou.bench.report.ReportText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code picsou bench report}: graphs, a page and tables of what was measured. */
@Command(
    name = "report",
    sortOptions = false,
    description = {
      "Draws what a results directory has: graphs/*.png, one for each graph, report.html, which has"
          + " them all and needs no other file, and tables.",
      "What is missing is listed with the reason. Simulated results have dashed lines."
    })
final class ReportCommand implements Callable<Integer> {
  @Option(
      names = "--results",
      paramLabel = "DIR",
      required = true,
      description = "The directory that 'bench run' has written to.")
  private Path directory;

  @Option(names = "--json", description = "Print all that the report tells as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Report report = ReportBuilder.build(Grid.full(), new ResultStore(directory).all());
    Path page = ReportFiles.write(report, directory);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          JsonMapper.builder()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .build()
              .writeValueAsString(report));
    } else {
      ReportText.print(report, out);
      out.printf("%n%s%n", page.toAbsolutePath());
    }
    out.flush();
    return report.damaged().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
