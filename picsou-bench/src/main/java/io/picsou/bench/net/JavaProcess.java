package io.picsou.bench.net;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the small programs of this package are started. */
final class JavaProcess {
  private static final int HEAP_MEGABYTES = 32;

  private JavaProcess() {}

  /**
   * @param directBytes memory outside the heap
   */
  static List<String> command(Class<?> main, long directBytes) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx" + HEAP_MEGABYTES + "m",
            "-XX:MaxDirectMemorySize=" + (directBytes + (HEAP_MEGABYTES << 20)),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return command;
  }
}
