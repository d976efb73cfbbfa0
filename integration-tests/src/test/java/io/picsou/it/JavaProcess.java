package io.picsou.it;

import static org.awaitility.Awaitility.await;

import io.picsou.rsm.BoundProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/**
 * A main class of the Kafka distribution in a JVM of its own; its output goes to a file. It dies
 * with the test JVM at the latest, however that ends. Not thread-safe.
 */
final class JavaProcess implements AutoCloseable {
  private static final int EXIT_SECONDS = 30;

  private final List<String> command;
  private final Path log;
  private Process process;

  /**
   * @param mainClass a class of {@link TestFiles#kafkaLibs()}
   * @param log the file that takes standard output and error, appended to at every start
   * @param heap the largest heap in the JVM's notation, such as {@code 512m}
   */
  JavaProcess(String mainClass, Path log, String heap, List<String> arguments) {
    this.log = log;
    command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
    command.add("-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS");
    command.addAll(List.of("-cp", TestFiles.kafkaLibs() + File.separator + "*", mainClass));
    command.addAll(arguments);
  }

  synchronized void start() {
    if (isAlive()) {
      throw new IllegalStateException("already running, see " + log);
    }
    try {
      Files.createDirectories(log.getParent());
      process = BoundProcess.start(command, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it and waits until it is {@code ready}; fails as soon as it ended instead. */
  void start(Duration timeout, Callable<Boolean> ready) {
    start();
    try {
      await().atMost(timeout).failFast(() -> !isAlive()).until(ready);
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      throw new IllegalStateException(failure(), e);
    }
  }

  /** Starts it and waits until it ended by itself with exit code 0. */
  void run() {
    start();
    if (awaitExit() != 0) {
      throw new IllegalStateException(failure());
    }
  }

  synchronized boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** SIGKILL: nothing gets a chance to flush or say goodbye. */
  void kill() {
    destroy();
    awaitExit();
  }

  /** SIGTERM, and SIGKILL if that is not enough. */
  @Override
  public void close() {
    if (isAlive()) {
      process.destroy();
      try {
        awaitExit();
      } catch (IllegalStateException stubborn) {
        kill();
      }
    }
  }

  private String failure() {
    return "process ended unexpectedly or hangs; see " + log + "\n" + tail();
  }

  private synchronized void destroy() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private int awaitExit() {
    try {
      if (process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException(failure());
  }

  private String tail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    } catch (IOException e) {
      return "(" + log + " cannot be read: " + e.getMessage() + ")";
    }
  }
}
