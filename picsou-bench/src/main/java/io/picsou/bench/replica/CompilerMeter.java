package io.picsou.bench.replica;

import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What just-in-time compilers of this process have taken. The virtual machine tells only of
 * compilations that have ended, which may look quiet in the midst of a long one; so on Linux it is
 * the processor time of the threads that compile. Not thread-safe.
 */
final class CompilerMeter {
  /** How often it is looked which threads compile: the virtual machine starts and ends them. */
  private static final long LOOK_NANOS = 2_000_000_000L;

  /** Part of such a thread's name, of which Linux keeps 15 letters. */
  private static final String NAME = "CompilerTh";

  private static final Path THREADS = Path.of("/proc/self/task");

  /** A thread's processor time in nanoseconds, and more. */
  private static final String STATISTICS = "schedstat";

  private final Map<Path, Long> takenByThread = new HashMap<>();
  private long takenNanos;
  private boolean looked;
  private long lookedAtNanos;

  /** Processor time so far, or 0 where nobody counts it. */
  long nanos(long nowNanos) {
    if (!Files.exists(THREADS.resolveSibling(STATISTICS))) {
      return ofEndedCompilations();
    }
    if (!looked || nowNanos - lookedAtNanos >= LOOK_NANOS) {
      looked = true;
      lookedAtNanos = nowNanos;
      List<Path> compiling = compiling();
      takenByThread.keySet().retainAll(compiling);
      compiling.forEach(thread -> takenByThread.putIfAbsent(thread, 0L));
    }
    takenByThread.replaceAll(this::countMore);
    return takenNanos;
  }

  private long countMore(Path thread, long before) {
    long now = Math.max(before, takenBy(thread));
    takenNanos += now - before;
    return now;
  }

  private static List<Path> compiling() {
    try (Stream<Path> threads = Files.list(THREADS)) {
      return threads.filter(thread -> read(thread, "comm").contains(NAME)).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static long takenBy(Path thread) {
    String statistics = read(thread, STATISTICS);
    return statistics.isEmpty() ? 0 : Long.parseLong(statistics.split(" ")[0]);
  }

  /** Nothing if the thread has ended. */
  private static String read(Path thread, String file) {
    try {
      return Files.readString(thread.resolve(file)).strip();
    } catch (IOException e) {
      return "";
    }
  }

  private static long ofEndedCompilations() {
    CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
    return compilers != null && compilers.isCompilationTimeMonitoringSupported()
        ? Duration.ofMillis(compilers.getTotalCompilationTime()).toNanos()
        : 0;
  }
}
