package io.picsou.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What both shims' subcommands have in common: running until told to stop, and the figures. */
final class ShimRun {
  private static final long TICK_MILLIS = 100;

  /**
   * How a subcommand looks at its shim.
   *
   * @param counters a record, equal to the last one if nothing has come
   * @param entries of the counters, that are done
   * @param bytes of the counters, that are done
   * @param drained whether everything that has come is done
   * @param failure why it has ended; null if it has not
   */
  record View(
      Supplier<Record> counters,
      Supplier<Long> entries,
      Supplier<Long> bytes,
      BooleanSupplier drained,
      Supplier<Throwable> failure) {}

  @Mixin private StopConditions stop;

  @Option(names = "--json", description = "Print the figures as one JSON object at the end.")
  private boolean json;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  private final ActiveSpan span = new ActiveSpan();

  /** Waits until it is time to stop, showing progress. */
  void await(View view, Interruption interruption) throws InterruptedException {
    stop.begin();
    try (Progress progress = Progress.start(spec.name(), -1)) {
      do {
        Thread.sleep(TICK_MILLIS);
        long entries = view.entries().get();
        span.saw(entries, view.bytes().get(), System.nanoTime());
        progress.to(entries);
      } while (view.failure().get() == null
          && !interruption.requested()
          && !stop.met(view.counters().get(), view.drained().getAsBoolean()));
    }
  }

  /** Prints the figures of a shim that is closed, and its failure if there is one. */
  int report(View view) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("seconds", span.seconds());
      figures.put("entriesPerSecond", span.entriesPerSecond());
      figures.put("megabytesPerSecond", span.megabytesPerSecond());
      figures.put("counters", view.counters().get());
      out.println(JsonMapper.builder().build().writeValueAsString(figures));
    } else {
      out.printf(
          "%d entries, from the first to the last %.1f s: %.0f entries/s, %.1f MB/s%n",
          view.entries().get(), span.seconds(), span.entriesPerSecond(), span.megabytesPerSecond());
      out.println(view.counters().get());
    }
    out.flush();
    Throwable failure = view.failure().get();
    String problem = failure == null ? stop.stuck() : ErrorReport.describe(failure);
    if (problem == null) {
      return ExitCode.OK;
    }
    spec.commandLine().getErr().println(problem);
    return ExitCode.SOFTWARE;
  }
}
