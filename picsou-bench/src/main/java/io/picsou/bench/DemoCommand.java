package io.picsou.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.picsou.bench.compare.CompareResult;
import io.picsou.bench.compare.CompareText;
import io.picsou.bench.demo.Demo;
import io.picsou.bench.demo.DemoOptions;
import io.picsou.bench.demo.DemoReport;
import io.picsou.bench.process.TemporaryFiles;
import io.picsou.bench.report.DemoPage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code picsou demo}: the whole path on real processes, with a crash on either side. */
@Command(
    name = "demo",
    description = {
      "Carries the log of a cluster A to every replica of a cluster B and proves that it arrived.",
      "Two clusters of 4 file replicas, each replica a process with its connectors, real gRPC on"
          + " the loopback interface. A's log grows meanwhile, and one replica of either cluster is"
          + " killed (kill -9) on the way.",
      "Then all systems and plain Kafka run side by side for a first look at how they compare."
    })
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--entries",
      paramLabel = "N",
      defaultValue = "100000",
      description = "How many entries are committed on A. Default: ${DEFAULT-VALUE}")
  private long entries;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Chooses the sizes and contents of the entries. Default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--limit",
      paramLabel = "SECONDS",
      defaultValue = "180",
      description = "Fail if it takes longer. Default: ${DEFAULT-VALUE}")
  private long limitSeconds;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Work in this directory, which must be new or empty, and keep everything.")
  private Path keep;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description =
          "Write the HTML page there. Default: picsou-demo.html in the directory of --keep, or a"
              + " new file among the temporary ones")
  private Path page;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (entries < 100) {
      throw new ParameterException(spec.commandLine(), "--entries must be at least 100");
    }
    if (limitSeconds < 1) {
      throw new ParameterException(spec.commandLine(), "--limit must be at least 1");
    }
    if (page != null && !Files.isDirectory(page.toAbsolutePath().getParent())) {
      throw new ParameterException(
          spec.commandLine(), "--page: there is no directory for " + page.toAbsolutePath());
    }
    return Interruption.guard(this::run);
  }

  private int run(Interruption interruption) throws IOException, InterruptedException {
    Path directory = keep == null ? Files.createTempDirectory("picsou-demo") : newDirectory();
    try {
      return show(directory, interruption);
    } finally {
      if (keep == null) {
        TemporaryFiles.delete(directory);
      }
    }
  }

  private Path newDirectory() throws IOException {
    Path directory = Files.createDirectories(keep.toAbsolutePath());
    try (var files = Files.list(directory)) {
      if (files.findAny().isPresent()) {
        throw new ParameterException(spec.commandLine(), "--keep: " + keep + " is not empty");
      }
    }
    return directory;
  }

  private int show(Path directory, Interruption interruption)
      throws IOException, InterruptedException {
    Path html = page(directory);
    if (!json) {
      print(out -> out.println("Page: " + html + " (written at the end)"));
    }
    DemoPage content = new DemoPage();
    try {
      DemoReport report = demo(directory, interruption, content);
      CompareResult comparison = compare(directory, interruption, content);
      if (json) {
        String text = json(report, comparison, html);
        print(out -> out.println(text));
      }
      boolean ok = report.ok() && comparison.problems().isEmpty();
      return ok ? ExitCode.OK : ExitCode.SOFTWARE;
    } catch (IOException | InterruptedException | RuntimeException e) {
      content.addFailure(interruption.requested() ? "interrupted" : ErrorReport.describe(e));
      throw e;
    } finally {
      Files.writeString(html, content.end());
    }
  }

  private void print(Consumer<PrintWriter> text) {
    PrintWriter out = spec.commandLine().getOut();
    text.accept(out);
    out.flush();
  }

  /** Where the page goes; by default where it outlives the demo's temporary directory. */
  private Path page(Path directory) {
    if (page != null) {
      return page.toAbsolutePath();
    }
    return keep == null
        ? directory.resolveSibling(directory.getFileName() + ".html")
        : directory.resolve("picsou-demo.html");
  }

  private DemoReport demo(Path directory, Interruption interruption, DemoPage content)
      throws IOException, InterruptedException {
    DemoOptions options =
        new DemoOptions(Picsou.class, directory, entries, seed, Duration.ofSeconds(limitSeconds));
    DemoReport report;
    try (Progress progress = Progress.start("delivered", entries);
        Demo demo = new Demo(options, progress::to, interruption::requested)) {
      report = run(demo, content);
    }
    content.add(report);
    if (!json) {
      print(out -> DemoText.print(report, out));
    }
    return report;
  }

  private static DemoReport run(Demo demo, DemoPage content)
      throws IOException, InterruptedException {
    try {
      return demo.run();
    } catch (IOException | InterruptedException | RuntimeException e) {
      content.add(demo.unfinished());
      throw e;
    }
  }

  private CompareResult compare(Path directory, Interruption interruption, DemoPage content)
      throws IOException, InterruptedException {
    Path files = Files.createDirectory(directory.resolve("compare"));
    CompareResult result = DemoComparison.run(spec.root().version()[0], files, interruption);
    content.add(result);
    if (!json) {
      print(
          out -> {
            out.println();
            CompareText.printBrief(result, out);
          });
    }
    return result;
  }

  private static String json(DemoReport report, CompareResult comparison, Path html)
      throws IOException {
    JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    ObjectNode all = mapper.valueToTree(report);
    all.put("page", html.toString());
    all.set("comparison", mapper.valueToTree(comparison));
    return mapper.writeValueAsString(all);
  }
}
