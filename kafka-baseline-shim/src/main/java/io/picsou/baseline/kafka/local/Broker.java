package io.picsou.baseline.kafka.local;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One broker as a process of its own, which ends with this one at the latest. */
final class Broker {
  private static final long STOP_SECONDS = 30;
  private static final int OUTPUT_LINES = 20;

  /** Who a broker is and where it listens. */
  record Address(int id, String host, int port, int controllerPort) {}

  private final Address address;
  private final Path directory;
  private final List<String> command = new ArrayList<>();
  private Process process;

  Broker(Address address, Path directory, Path config, LocalKafkaOptions options) {
    this.address = address;
    this.directory = directory;
    command.addAll(java(options, options.places().get(address.id() - 1), options.jvm()));
    command.addAll(List.of(BrokerMain.class.getName(), config.toString()));
  }

  /** What starts a main class of this package in a place, with a broker's jars. */
  static List<String> java(
      LocalKafkaOptions options, LocalKafkaOptions.Place place, List<String> jvm) {
    List<String> command = new ArrayList<>(place.command());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
    String classes = options.libs() + File.separator + "*" + File.pathSeparator + ownClasses();
    command.addAll(List.of("-cp", classes));
    return command;
  }

  private static String ownClasses() {
    try {
      return Path.of(BrokerMain.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the class path has a malformed place", e);
    }
  }

  Address address() {
    return address;
  }

  synchronized void start() throws IOException {
    if (isAlive()) {
      throw new IllegalStateException("broker " + address.id() + " is running already");
    }
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()))
            .start();
  }

  synchronized boolean isAlive() {
    return process != null && process.isAlive();
  }

  synchronized long pid() {
    return process.pid();
  }

  /** Ends it at once, as kill -9 does. */
  synchronized void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to end; see {@link #awaitStop}. */
  synchronized void requestStop() {
    if (process != null) {
      process.destroy();
    }
  }

  /** Waits until it has ended, and ends it by force if that takes too long. */
  synchronized void awaitStop() {
    if (process == null) {
      return;
    }
    try {
      if (process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }

  private Path output() {
    return directory.resolve("output");
  }

  /** What it has said last, for an error. */
  String lastOutput() {
    try {
      List<String> lines = Files.readAllLines(output());
      int from = Math.max(0, lines.size() - OUTPUT_LINES);
      return String.join(System.lineSeparator(), lines.subList(from, lines.size()));
    } catch (IOException e) {
      return "its output cannot be read: " + e;
    }
  }
}
