package io.picsou.bench.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts programs that know nothing of this one and yet die with it, however it ends: even a kill
 * -9 closes the pipe that is their standard input, and a watcher beside each waits for just that.
 */
public final class BoundProcess {
  /** The shell becomes the program, so that the process id is the program's own. */
  private static final String SCRIPT =
      "exec 3<&0; (cat <&3 >/dev/null 2>&1; kill -9 $$ 2>/dev/null) >/dev/null 2>&1 &"
          + " exec \"$@\" 3<&- </dev/null";

  private BoundProcess() {}

  /** Starts a command whose standard output and error go to a file. */
  public static Process start(List<String> command, Path output) throws IOException {
    List<String> bound = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh"));
    bound.addAll(command);
    return new ProcessBuilder(bound)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }
}
