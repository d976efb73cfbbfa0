package io.picsou.bench.compare;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Where a comparison ran.
 *
 * @param commit of the source that was built, with "+" if it was changed since, or "unknown"
 */
public record Environment(
    String time,
    String cpu,
    int cores,
    long memoryMegabytes,
    String system,
    String jvm,
    String picsou,
    String commit) {
  private static final String UNKNOWN = "unknown";
  private static final int GIT_SECONDS = 5;

  /**
   * This machine, now.
   *
   * @param version of the command
   */
  public static Environment here(String version) {
    return new Environment(
        Instant.now().toString(),
        cpuModel(),
        Runtime.getRuntime().availableProcessors(),
        totalMegabytes(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
        version,
        findCommit());
  }

  private static String cpuModel() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).trim())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }

  /** The machine's memory; 0 if that is not known. */
  static long totalMegabytes() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getTotalMemorySize() / 1_000_000
        : 0;
  }

  private static String findCommit() {
    String commit = git("rev-parse", "--short=12", "HEAD");
    if (commit.isEmpty()) {
      return UNKNOWN;
    }
    return git("status", "--porcelain", "--untracked-files=no").isEmpty() ? commit : commit + "+";
  }

  /** Asks git about the directory that the command was built in; empty if there is no answer. */
  private static String git(String... arguments) {
    try {
      Path built =
          Path.of(Environment.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      String[] command = new String[arguments.length + 3];
      command[0] = "git";
      command[1] = "-C";
      command[2] = (Files.isDirectory(built) ? built : built.getParent()).toString();
      System.arraycopy(arguments, 0, command, 3, arguments.length);
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String answer =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
      return process.waitFor(GIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0
          ? answer
          : "";
    } catch (IOException | URISyntaxException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
