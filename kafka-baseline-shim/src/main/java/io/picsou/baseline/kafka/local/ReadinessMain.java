package io.picsou.baseline.kafka.local;

import java.io.IOException;

/** The main class of a process that ends as soon as every broker of a cluster answers. */
final class ReadinessMain {
  private static final long PAUSE_MILLIS = 200;

  private ReadinessMain() {}

  /**
   * @param args what clients begin with, and how many brokers there are
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    ParentWatch.start();
    try (Readiness cluster = new Readiness.Here(args[0], Integer.parseInt(args[1]))) {
      while (!cluster.reached()) {
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }
}
