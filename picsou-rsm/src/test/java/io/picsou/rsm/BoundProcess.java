package io.picsou.rsm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts processes that die with this one, however this one ends: even a kill -9 closes the pipe
 * that is their standard input, and a watcher beside each waits for just that.
 */
public final class BoundProcess {
  /** The shell becomes the program, so that the process id is the program's own. */
  private static final String SCRIPT =
      "exec 3<&0; (cat <&3 >/dev/null 2>&1; kill -9 $$ 2>/dev/null) >/dev/null 2>&1 &"
          + " exec \"$@\" 3<&- </dev/null";

  private BoundProcess() {}

  /** A builder for a command, whose standard input it keeps for itself. */
  public static ProcessBuilder builder(List<String> command) {
    List<String> bound = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh"));
    bound.addAll(command);
    return new ProcessBuilder(bound);
  }

  /** Starts a command whose standard output and error are appended to a file. */
  public static Process start(List<String> command, Path output) throws IOException {
    return builder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
        .start();
  }
}
