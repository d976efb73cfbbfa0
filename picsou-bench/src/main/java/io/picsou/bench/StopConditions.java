package io.picsou.bench;

import io.picsou.bench.embedded.Pipeline;
import java.io.IOException;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** When a subcommand that works on and on ends without being told by a signal. Not thread-safe. */
final class StopConditions {
  @Option(names = "--for", paramLabel = "SECONDS", description = "Stop after this time.")
  private Double seconds;

  @Option(
      names = "--until-idle",
      paramLabel = "SECONDS",
      description =
          "Stop once everything read is confirmed, but for what waits for a failed connector, and"
              + " nothing has come for this long.")
  private Double idleSeconds;

  @Option(
      names = "--give-up",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "With --until-idle: fail when something read stays unconfirmed and nothing moves for this"
              + " long, as when no peer can be reached. Default: ${DEFAULT-VALUE}")
  private double giveUpSeconds;

  @Option(
      names = "--until-eof",
      description = "Stop at the end of standard input: when the process that runs this one ends.")
  private boolean untilEndOfInput;

  @Option(
      names = "--until-failure",
      description = "Stop when a connector fails; for whoever starts the process again.")
  private boolean untilFailure;

  private final long start = System.nanoTime();
  private long movedAt = start;
  private long drainedSince = start;
  private boolean stuck;
  private String waiting = "what was read";
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
    boolean failed = untilFailure && !pipeline.failures().isEmpty();
    boolean met = met(pipeline.progress(), pipeline.drained()) || failed;
    if (stuck) {
      waiting = unconfirmed(pipeline);
    }
    return met;
  }

  /**
   * As {@link #met(Pipeline)}, for work of any other kind.
   *
   * @param progress equals the last one if nothing has come
   * @param drained whether everything read is confirmed
   */
  boolean met(Object progress, boolean drained) {
    long now = System.nanoTime();
    if (!progress.equals(last)) {
      last = progress;
      movedAt = now;
    }
    if (!drained) {
      drainedSince = now;
      stuck = idleSeconds != null && passed(giveUpSeconds, now - movedAt);
    }
    long idle = now - Math.max(movedAt, drainedSince);
    return stuck || endOfInput || passed(seconds, now - start) || passed(idleSeconds, idle);
  }

  /** Whether it ended because nothing moved, and what waits in vain; null if not. */
  String stuck() {
    if (!stuck) {
      return null;
    }
    return "nothing has moved for %.0f s, but this is not confirmed: %s. The warnings above tell"
            .formatted(giveUpSeconds, waiting)
        + " why; nothing is lost, start again to go on";
  }

  private static String unconfirmed(Pipeline pipeline) {
    return pipeline.progress().stream()
        .filter(connector -> connector.records() > connector.confirmed())
        .map(c -> c.connector() + " with " + (c.records() - c.confirmed()) + " records")
        .collect(Collectors.joining(", "));
  }

  private static boolean passed(Double limitSeconds, long nanos) {
    return limitSeconds != null && nanos >= limitSeconds * 1e9;
  }
}
