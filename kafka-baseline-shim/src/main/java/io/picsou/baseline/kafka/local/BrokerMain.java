package io.picsou.baseline.kafka.local;

/** The main class of a broker's process: Kafka's own, and a watch on the process it belongs to. */
final class BrokerMain {
  private static final String KAFKA = "kafka.Kafka";

  private BrokerMain() {}

  /** Runs Kafka with its own arguments: the configuration file. */
  public static void main(String[] args) throws ReflectiveOperationException {
    ParentWatch.start();
    // Kafka's server is on the class path of the process only, not of the build.
    Class.forName(KAFKA).getMethod("main", String[].class).invoke(null, (Object) args);
  }
}
