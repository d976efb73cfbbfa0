package io.picsou.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.picsou.bench.demo.Demo;
import io.picsou.bench.demo.DemoOptions;
import io.picsou.bench.demo.DemoReport;
import io.picsou.bench.process.TemporaryFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
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
          + " killed (kill -9) on the way."
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
    DemoOptions options =
        new DemoOptions(Picsou.class, directory, entries, seed, Duration.ofSeconds(limitSeconds));
    DemoReport report;
    try (Progress progress = Progress.start("delivered", entries);
        Demo demo = new Demo(options, progress::to, interruption::requested)) {
      report = demo.run();
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          JsonMapper.builder()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .build()
              .writeValueAsString(report));
    } else {
      DemoText.print(report, out);
    }
    out.flush();
    return report.problems().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
