package io.picsou.bench.replica;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What processes have cost so far. */
public final class ProcessMeter {
  private static final Path PROCESSES = Path.of("/proc");
  private static final String PEAK = "VmHWM:";

  private ProcessMeter() {}

  /** Processor time of all threads of this process, or 0 where the platform does not say. */
  static long cpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }

  /** The processor time of another process; in the system's ticks, which are 10 ms on Linux. */
  public static long cpuNanos(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .map(Duration::toNanos)
        .orElse(0L);
  }

  /**
   * The largest resident size of this process so far; where the system does not say, what Java has
   * reserved now.
   */
  static long peakBytes() {
    long peak = peakBytes(ProcessHandle.current().pid());
    if (peak > 0) {
      return peak;
    }
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    return memory.getHeapMemoryUsage().getCommitted()
        + memory.getNonHeapMemoryUsage().getCommitted();
  }

  /** The largest resident size of another process so far; 0 where the system does not say. */
  public static long peakBytes(long pid) {
    Path status = PROCESSES.resolve(pid + "/status");
    try {
      if (!Files.exists(status)) {
        return 0;
      }
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith(PEAK))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0; // as on other systems
    }
  }
}
