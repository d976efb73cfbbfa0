package io.picsou.bench.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a namespace's name tells: which process it belongs to. Process ids are used again, so the
 * time at which the process started belongs to the name.
 *
 * @param pid of the owner
 * @param startTicks when it started, in the kernel's ticks since the machine did
 * @param run counts the networks of this owner
 * @param host the host's name within its network
 */
record NamespaceName(long pid, long startTicks, int run, String host) {
  private static final Pattern PATTERN = Pattern.compile("picsou-(\\d+)-(\\d+)-(\\d+)-(.+)");

  /** In {@code /proc/PID/stat}, counted from behind the command's name. */
  private static final int START_FIELD = 19;

  static NamespaceName ofThisProcess(int run, String host) throws IOException {
    long pid = ProcessHandle.current().pid();
    return new NamespaceName(pid, startTicks(pid), run, host);
  }

  /** Empty if it is no name of ours. */
  static Optional<NamespaceName> parse(String text) {
    Matcher matcher = PATTERN.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new NamespaceName(
              Long.parseLong(matcher.group(1)),
              Long.parseLong(matcher.group(2)),
              Integer.parseInt(matcher.group(3)),
              matcher.group(4)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  boolean ownerIsAlive() throws IOException {
    return startTicks(pid) == startTicks;
  }

  /** -1 if there is no such process. */
  private static long startTicks(long pid) throws IOException {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // The name may hold anything, also spaces and parentheses.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return Long.parseLong(fields[START_FIELD]);
    } catch (NoSuchFileException e) {
      return -1;
    } catch (IOException e) {
      if (Files.exists(Path.of("/proc", Long.toString(pid)))) {
        throw e;
      }
      return -1; // it ended while it was read
    }
  }

  @Override
  public String toString() {
    return "picsou-%d-%d-%d-%s".formatted(pid, startTicks, run, host);
  }
}
