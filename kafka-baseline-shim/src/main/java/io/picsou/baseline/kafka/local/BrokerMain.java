package io.picsou.baseline.kafka.local;

import java.io.IOException;

/**
 * The main class of a broker's process: Kafka's own, and a watch on standard input. That ends when
 * the process that started this one does, however it ends, and so does the broker.
 */
final class BrokerMain {
  private static final String KAFKA = "kafka.Kafka";

  private BrokerMain() {}

  /** Runs Kafka with its own arguments: the configuration file. */
  public static void main(String[] args) throws ReflectiveOperationException {
    Thread watch = new Thread(BrokerMain::endWithInput, "parent watch");
    watch.setDaemon(true);
    watch.start();
    // Kafka's server is on the class path of the process only, not of the build.
    Class.forName(KAFKA).getMethod("main", String[].class).invoke(null, (Object) args);
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
