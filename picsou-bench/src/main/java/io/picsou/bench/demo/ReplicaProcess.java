package io.picsou.bench.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One replica's {@code picsou run} as a process of its own, which ends by itself when this process
 * does, however that ends.
 */
final class ReplicaProcess implements AutoCloseable {
  /** Small, and quick to start: a demo has eight of them. */
  private static final List<String> JVM =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private static final int OUTPUT_LINES = 15;
  private static final long STOP_SECONDS = 20;

  private final String name;
  private final Path output;
  private final Process process;
  private volatile boolean killed;

  private ReplicaProcess(String name, Path output, Process process) {
    this.name = name;
    this.output = output;
    this.process = process;
  }

  /**
   * Starts the process.
   *
   * @param main the {@code picsou} command
   * @param files of the replica; relative paths start at their directory
   */
  static ReplicaProcess start(String name, Class<?> main, ReplicaFiles files) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of("run", "--until-eof", "--until-failure"));
    command.addAll(ReplicaFiles.arguments());
    Path output = files.directory().resolve("output");
    Process process =
        new ProcessBuilder(command)
            .directory(files.directory().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new ReplicaProcess(name, output, process);
  }

  String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  boolean killed() {
    return killed;
  }

  /** Ends it at once, as kill -9 does. */
  void kill() throws InterruptedException {
    killed = true;
    process.destroyForcibly().waitFor();
  }

  /**
   * @throws DemoFailure if it has ended though nobody killed it
   */
  void check() throws IOException {
    if (!killed && !process.isAlive()) {
      throw new DemoFailure(
          "%s ended by itself with exit code %d: %s"
              .formatted(name, process.exitValue(), lastOutput()));
    }
  }

  private String lastOutput() throws IOException {
    List<String> lines = Files.readAllLines(output);
    int from = Math.max(0, lines.size() - OUTPUT_LINES);
    return String.join(System.lineSeparator(), lines.subList(from, lines.size()));
  }

  /** Asks it to stop; see {@link #close}. */
  void requestStop() {
    process.destroy();
  }

  /** Waits until it has stopped, and ends it if that takes too long. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
