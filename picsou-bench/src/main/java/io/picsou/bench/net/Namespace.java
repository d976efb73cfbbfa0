package io.picsou.bench.net;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A network namespace of ours, and how things are done in it. */
final class Namespace {
  /** How often and how long to wait until what was killed is gone. */
  private static final int KILL_TRIES = 100;

  private static final long KILL_PAUSE_MILLIS = 50;

  private final NetworkTools tools;
  private final String name;

  private Namespace(NetworkTools tools, String name) {
    this.tools = tools;
    this.name = name;
  }

  static Namespace create(NetworkTools tools, NamespaceName name) throws IOException {
    Namespace namespace = new Namespace(tools, name.toString());
    NetworkTools.run(List.of(tools.ip(), "netns", "add", namespace.name), "");
    return namespace;
  }

  /** All namespaces that dead owners have left behind. */
  static List<Namespace> orphans(NetworkTools tools) throws IOException {
    List<Namespace> orphans = new ArrayList<>();
    for (String name : names(tools)) {
      var parsed = NamespaceName.parse(name);
      if (parsed.isPresent() && !parsed.get().ownerIsAlive()) {
        orphans.add(new Namespace(tools, name));
      }
    }
    return orphans;
  }

  private static List<String> names(NetworkTools tools) throws IOException {
    String list = NetworkTools.run(List.of(tools.ip(), "netns", "list"), "");
    return list.lines().map(line -> line.split(" ")[0]).toList();
  }

  String name() {
    return name;
  }

  List<String> commandPrefix() {
    return List.of(tools.ip(), "netns", "exec", name);
  }

  /** Runs lines of {@code ip}. */
  void ip(List<String> lines) throws IOException {
    NetworkTools.run(List.of(tools.ip(), "-n", name, "-batch", "-"), String.join("\n", lines));
  }

  /** Runs lines of {@code tc}. */
  void tc(List<String> lines) throws IOException {
    if (!lines.isEmpty()) {
      NetworkTools.run(List.of(tools.tc(), "-n", name, "-batch", "-"), String.join("\n", lines));
    }
  }

  /** Runs a shell's lines on this host and returns what they print. */
  String shell(String script) throws IOException {
    List<String> command = new ArrayList<>(commandPrefix());
    command.addAll(List.of("sh", "-e", "-c", script));
    return NetworkTools.run(command, "");
  }

  /**
   * Kills the processes in it and deletes it, with all its devices. Another process may be doing
   * the same.
   */
  void remove() throws IOException {
    try {
      killProcesses();
      NetworkTools.run(List.of(tools.ip(), "netns", "delete", name), "");
    } catch (IOException e) {
      if (names(tools).contains(name)) {
        throw e;
      }
    }
  }

  private void killProcesses() throws IOException {
    List<Long> pids = pids();
    for (int i = 0; !pids.isEmpty(); i++) {
      if (i == KILL_TRIES) {
        throw new IOException("processes %s do not end; %s is left".formatted(pids, name));
      }
      pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
      pause();
      pids = pids();
    }
  }

  private List<Long> pids() throws IOException {
    String pids = NetworkTools.run(List.of(tools.ip(), "netns", "pids", name), "");
    return pids.lines().map(Long::valueOf).toList();
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(KILL_PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for killed processes");
    }
  }
}
