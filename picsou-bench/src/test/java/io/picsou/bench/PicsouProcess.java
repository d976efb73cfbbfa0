package io.picsou.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** The {@code picsou} command in a process of its own, with all that it prints. */
final class PicsouProcess implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path output;
  private final Process process;

  private PicsouProcess(Path output, Process process) {
    this.output = output;
    this.process = process;
  }

  /** Starts the command in a directory. */
  static PicsouProcess start(Path directory, List<String> arguments) throws IOException {
    return start(directory, List.of(), arguments);
  }

  /** The same in a process group of its own, as a shell does, which {@link #interrupt} signals. */
  static PicsouProcess startInGroup(Path directory, List<String> arguments) throws IOException {
    return start(directory, List.of("setsid", "env", "--default-signal=INT"), arguments);
  }

  private static PicsouProcess start(Path directory, List<String> prefix, List<String> arguments)
      throws IOException {
    Path output = Files.createTempFile(directory, "output", ".txt");
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Picsou.class.getName()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new PicsouProcess(output, process);
  }

  /** Waits for something that happens while it runs. */
  void awaitThat(String what, Callable<Boolean> happened) {
    awaitThat(what, LIMIT, happened);
  }

  /** The same, with more patience. */
  void awaitThat(String what, Duration limit, Callable<Boolean> happened) {
    await(what)
        .atMost(limit)
        .failFast(() -> assertThat(process.isAlive()).as("%s: %s", what, output()).isTrue())
        .until(happened);
  }

  /** Asks it to stop, as Ctrl-C does, and returns the exit code. */
  int stop() throws IOException, InterruptedException {
    process.destroy();
    return awaitEnd();
  }

  /** Presses Ctrl-C: every process of the group is told at once. */
  int interrupt(Duration limit) throws IOException, InterruptedException {
    assertThat(signalGroup("INT")).isZero();
    return awaitEnd(limit);
  }

  /** Whether no process of the group is left. */
  boolean groupHasEnded() throws IOException, InterruptedException {
    return signalGroup("0") != 0;
  }

  private int signalGroup(String signal) throws IOException, InterruptedException {
    return new ProcessBuilder("kill", "-s", signal, "--", "-" + process.pid())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /** Waits until it has ended by itself, and returns the exit code. */
  int awaitEnd() throws IOException, InterruptedException {
    return awaitEnd(LIMIT);
  }

  /** The same, with more patience. */
  int awaitEnd(Duration limit) throws IOException, InterruptedException {
    boolean ended = process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
    assertThat(ended).as("it hangs: %s", output()).isTrue();
    return process.exitValue();
  }

  String output() throws IOException {
    return Files.readString(output);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
