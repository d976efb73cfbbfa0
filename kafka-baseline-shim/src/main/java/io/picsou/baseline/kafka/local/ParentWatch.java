package io.picsou.baseline.kafka.local;

import java.io.IOException;

/**
 * Ends this process with the one that started it, however that ends: standard input does so, too.
 */
final class ParentWatch {
  private ParentWatch() {}

  static void start() {
    Thread watch = new Thread(ParentWatch::endWithInput, "parent watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static void endWithInput() {
    try {
      while (System.in.read() >= 0) {
        // Nobody writes; only the end matters.
      }
    } catch (IOException e) {
      // As good as the end.
    }
    Runtime.getRuntime().halt(1);
  }
}
