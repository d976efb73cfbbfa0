package io.picsou.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.picsou.bench.compare.CompareOptions;
import io.picsou.bench.compare.CompareResult;
import io.picsou.bench.compare.CompareText;
import io.picsou.bench.compare.Comparison;
import io.picsou.bench.process.TemporaryFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code picsou bench compare}: systems side by side, and whether they kept their promises. */
@Command(
    name = "compare",
    sortOptions = false,
    description = {
      "Runs systems side by side, round by round, and compares what arrives at every correct"
          + " receiver.",
      "After each run every receiver's entries are compared with what was sent, by digest; if"
          + " anything differs from what the system promises, the command fails."
    })
final class CompareCommand implements Callable<Integer> {
  private static final String TEMPORARY = "picsou-bench";

  @Mixin private CompareArguments arguments;

  @Option(names = "--json", description = "Print the result as JSON, with all rounds.")
  private boolean json;

  @Option(names = "--out", paramLabel = "FILE", description = "Write the JSON to this file, too.")
  private Path file;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where log files, and the data of brokers and etcd, are while it runs. Default: the"
              + " system's directory for temporary files")
  private Path data;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    CompareOptions options;
    try {
      options = arguments.options();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    return Interruption.guard(interruption -> run(options, interruption));
  }

  private int run(CompareOptions options, Interruption interruption) throws IOException {
    Path directory =
        data == null
            ? Files.createTempDirectory(TEMPORARY)
            : Files.createTempDirectory(data, TEMPORARY);
    try {
      CompareResult result = compare(options, directory, interruption);
      show(result);
      return result.problems().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    } catch (InterruptedException e) {
      return interrupted();
    } catch (IOException e) {
      if (interruption.requested()) {
        return interrupted();
      }
      throw e;
    } finally {
      TemporaryFiles.delete(directory);
    }
  }

  private int interrupted() {
    spec.commandLine().getErr().println("interrupted; nothing was reported");
    return ExitCode.SOFTWARE;
  }

  private CompareResult compare(CompareOptions options, Path directory, Interruption interruption)
      throws IOException, InterruptedException {
    Duration total = Comparison.total(options);
    try (Progress progress = Progress.start("measured ms", total.toMillis())) {
      Comparison.Watch watch =
          (what, done) -> {
            progress.to(done.toMillis());
            if (interruption.requested()) {
              throw new InterruptedException();
            }
          };
      String version = spec.root().version()[0];
      return new Comparison(options, Picsou.class, version, directory, watch).run();
    }
  }

  private void show(CompareResult result) throws IOException {
    ObjectMapper mapper =
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();
    if (file != null) {
      mapper.writeValue(file.toFile(), result);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(mapper.writeValueAsString(result));
    } else {
      CompareText.print(result, out);
    }
    out.flush();
  }
}
