package io.picsou.bench.net;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The commands {@code ip} and {@code tc}, which Debian's package iproute2 brings. */
final class NetworkTools {
  private static final long LIMIT_SECONDS = 30;

  /** Debian keeps {@code tc} where only root looks. */
  private static final List<String> ROOTS_DIRECTORIES = List.of("/usr/sbin", "/sbin");

  private final String ip;
  private final String tc;

  private NetworkTools(String ip, String tc) {
    this.ip = ip;
    this.tc = tc;
  }

  /**
   * @throws IOException if networks cannot be shaped here; the message says what to do
   */
  static NetworkTools find() throws IOException {
    if (!System.getProperty("os.name").equals("Linux")) {
      throw new IOException("a shaped network needs Linux: it is made of network namespaces");
    }
    if (!Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
      throw new IOException("a shaped network needs root: run the command with sudo");
    }
    return new NetworkTools(find("ip"), find("tc"));
  }

  private static String find(String command) throws IOException {
    List<String> directories =
        new ArrayList<>(
            List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)));
    directories.addAll(ROOTS_DIRECTORIES);
    for (String directory : directories) {
      Path path = Path.of(directory, command);
      if (path.isAbsolute() && Files.isExecutable(path)) {
        return path.toString();
      }
    }
    throw new IOException(
        "a shaped network needs '%s', which is not here: apt-get install iproute2"
            .formatted(command));
  }

  String ip() {
    return ip;
  }

  String tc() {
    return tc;
  }

  /**
   * Runs a command and returns its standard output.
   *
   * @param input for its standard input
   * @throws IOException with what it printed, if it failed or took longer than 30 s
   */
  static String run(List<String> command, String input) throws IOException {
    Process process = new ProcessBuilder(command).start();
    try {
      CompletableFuture<String> out = readAll(process.inputReader(StandardCharsets.UTF_8));
      CompletableFuture<String> err = readAll(process.errorReader(StandardCharsets.UTF_8));
      try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
        stdin.write(input);
      }
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(
            "'%s' took longer than %d s".formatted(String.join(" ", command), LIMIT_SECONDS));
      }
      if (process.exitValue() != 0) {
        throw new IOException(
            "'%s' failed: %s%s"
                .formatted(
                    String.join(" ", command),
                    err.join().strip().replace('\n', ' '),
                    input.isEmpty() ? "" : " (in: " + input.strip().replace("\n", "; ") + ")"));
      }
      return out.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted at '" + String.join(" ", command) + "'");
    } finally {
      process.destroyForcibly();
    }
  }

  private static CompletableFuture<String> readAll(BufferedReader reader) {
    return CompletableFuture.supplyAsync(
        () -> {
          StringBuilder text = new StringBuilder();
          try (reader) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
              text.append(line).append('\n');
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return text.toString();
        });
  }
}
