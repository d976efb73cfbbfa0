package io.picsou.bench;

import io.picsou.bench.embedded.Pipeline;
import java.io.IOException;
import picocli.CommandLine.Option;

/** When a subcommand that works on and on ends without being told by a signal. Not thread-safe. */
final class StopConditions {
  @Option(names = "--for", paramLabel = "SECONDS", description = "Stop after this time.")
  private Double seconds;

  @Option(
      names = "--until-idle",
      paramLabel = "SECONDS",
      description = "Stop once everything read is confirmed and nothing has come for this long.")
  private Double idleSeconds;

  @Option(
      names = "--until-eof",
      description = "Stop at the end of standard input: when the process that runs this one ends.")
  private boolean untilEndOfInput;

  private final long start = System.nanoTime();
  private long idleSince = start;
  private Object last;
  private volatile boolean endOfInput;

  /** Begins to watch what has to be watched in the background. */
  void begin() {
    if (untilEndOfInput) {
      Thread thread = new Thread(this::awaitEndOfInput, "standard input");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void awaitEndOfInput() {
    try {
      while (System.in.read() >= 0) {
        // What comes is of no interest, only that it ends.
      }
    } catch (IOException e) {
      // Nobody can be told more clearly than by stopping.
    }
    endOfInput = true;
  }

  /** Whether it is time to stop. To be asked regularly: idleness is seen between two calls. */
  boolean met(Pipeline pipeline) {
    return met(pipeline.progress(), pipeline.drained());
  }

  /**
   * As {@link #met(Pipeline)}, for work of any other kind.
   *
   * @param progress equals the last one if nothing has come
   * @param drained whether everything read is confirmed
   */
  boolean met(Object progress, boolean drained) {
    long now = System.nanoTime();
    if (!progress.equals(last) || !drained) {
      last = progress;
      idleSince = now;
    }
    return endOfInput || passed(seconds, now - start) || passed(idleSeconds, now - idleSince);
  }

  private static boolean passed(Double limitSeconds, long nanos) {
    return limitSeconds != null && nanos >= limitSeconds * 1e9;
  }
}
