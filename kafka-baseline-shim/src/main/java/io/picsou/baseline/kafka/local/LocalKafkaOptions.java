package io.picsou.baseline.kafka.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What a local cluster is like.
 *
 * @param libs the directory with the jars of a broker
 * @param directory where data and logs of the brokers go; made if need be, left to the caller
 * @param places where each broker runs; one broker each
 * @param jvm options of each broker's Java virtual machine
 * @param broker settings of every broker, over those that are chosen here
 * @param startTimeout how long the brokers may take until all of them answer
 */
public record LocalKafkaOptions(
    Path libs,
    Path directory,
    List<Place> places,
    List<String> jvm,
    Map<String, String> broker,
    Duration startTimeout) {
  /** The system property that names the directory with the jars; the launcher sets it. */
  public static final String LIBS = "picsou.kafka.libs";

  private static final int BROKERS = 3;

  /**
   * Where a broker runs.
   *
   * @param host the address that it binds and advertises
   * @param command what stands before its command line, such as {@code ip netns exec NAME}; it has
   *     to pass standard input and signals on
   */
  public record Place(String host, List<String> command) {
    public Place {
      command = List.copyOf(command);
    }

    /** On the loopback interface. */
    public static Place loopback() {
      return new Place("127.0.0.1", List.of());
    }
  }

  public LocalKafkaOptions {
    places = List.copyOf(places);
    jvm = List.copyOf(jvm);
    broker = Map.copyOf(broker);
    if (places.isEmpty()) {
      throw new IllegalArgumentException("a cluster needs a broker");
    }
  }

  /**
   * Three brokers on the loopback interface, with the heap that Kafka's own start script gives
   * them, from the jars that {@link #LIBS} names.
   */
  public static LocalKafkaOptions in(Path directory) {
    return new LocalKafkaOptions(
        Path.of(System.getProperty(LIBS, "integration-tests/kafka-dist/target/libs")),
        directory,
        Collections.nCopies(BROKERS, Place.loopback()),
        List.of("-Xmx1g", "-XX:+UseParallelGC"),
        Map.of(),
        Duration.ofMinutes(3));
  }

  /** The same with brokers in other places. */
  public LocalKafkaOptions at(List<Place> others) {
    return new LocalKafkaOptions(libs, directory, others, jvm, broker, startTimeout);
  }

  /** The same with other options of the Java virtual machines. */
  public LocalKafkaOptions withJvm(List<String> others) {
    return new LocalKafkaOptions(libs, directory, places, others, broker, startTimeout);
  }
}
