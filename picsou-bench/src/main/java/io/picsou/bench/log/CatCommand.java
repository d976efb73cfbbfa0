package io.picsou.bench.log;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.file.FileLogReader;
import io.picsou.rsm.file.FileLogReader.IfMissing;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code picsou log cat}. */
@Command(
    name = "cat",
    description = {
      "Prints the entries of a log file, one a line: sequence, key, payload, with tabs between.",
      "What is not UTF-8 text, or not of one line, is printed in Base64 behind 'base64:'; a key or"
          + " payload that is not there as '-'."
    })
final class CatCommand implements Callable<Integer> {
  private static final int READ_BYTES = 1 << 20;

  @Parameters(paramLabel = "FILE", description = "The log file.")
  private Path file;

  @Option(
      names = "--from",
      paramLabel = "SEQUENCE",
      defaultValue = "1",
      description = "The first entry to print. Default: ${DEFAULT-VALUE}")
  private long from;

  @Option(names = "--to", paramLabel = "SEQUENCE", description = "The last entry to print.")
  private long to = Long.MAX_VALUE;

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (from < 1 || to < from) {
      throw new ParameterException(
          spec.commandLine(), "--from must be at least 1 and --to not below --from");
    }
    PrintWriter out = spec.commandLine().getOut();
    Function<Entry, String> form = json ? EntryText::json : EntryText::line;
    try (FileLogReader reader = FileLogReader.open(file, from - 1, 0, IfMissing.FAIL)) {
      Frame run = reader.read(READ_BYTES, Duration.ZERO);
      while (run != null && print(run, form, out)) {
        run = reader.read(READ_BYTES, Duration.ZERO);
      }
      reader.tornTail().ifPresent(t -> spec.commandLine().getErr().println(file + ": " + t));
    } finally {
      out.flush();
    }
    return ExitCode.OK;
  }

  /** Returns whether to go on. */
  private boolean print(Frame run, Function<Entry, String> form, PrintWriter out) {
    for (Entry entry : run.entries()) {
      if (entry.sequence() > to) {
        return false;
      }
      out.println(form.apply(entry));
    }
    return run.last() < to && !out.checkError();
  }
}
