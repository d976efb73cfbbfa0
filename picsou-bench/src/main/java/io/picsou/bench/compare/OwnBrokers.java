package io.picsou.bench.compare;

import io.picsou.baseline.kafka.local.LocalKafka;
import io.picsou.baseline.kafka.local.LocalKafkaOptions;
import io.picsou.baseline.kafka.local.LocalKafkaOptions.Place;
import io.picsou.bench.replica.ProcessMeter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Kafka brokers that run for one measurement, each in its place. */
record OwnBrokers(LocalKafka kafka) implements Deployment.Servers {
  /** As many as the published evaluation had. */
  static final int COUNT = 3;

  /**
   * Starts them, and waits until they are ready.
   *
   * @param directory for their data
   */
  static OwnBrokers start(Sites sites, Path directory) throws IOException, InterruptedException {
    List<Place> places =
        IntStream.range(0, COUNT)
            .mapToObj(sites::broker)
            .map(site -> new Place(site.host(), site.command()))
            .toList();
    return new OwnBrokers(
        LocalKafka.start(LocalKafkaOptions.in(directory.resolve("kafka")).at(places)));
  }

  String bootstrap() {
    return kafka.bootstrap();
  }

  @Override
  public Optional<Deployment.Cost> cost() throws IOException {
    List<Long> pids = kafka.pids();
    if (pids.size() < COUNT) {
      throw new IOException("a Kafka broker has ended while it was needed");
    }
    return Optional.of(
        new Deployment.Cost(
            pids.stream().mapToLong(ProcessMeter::cpuNanos).sum(),
            pids.stream().mapToLong(ProcessMeter::peakBytes).sum()));
  }

  /** Nobody needs their data any more, so they need not shut down in order. */
  @Override
  public void close() {
    try {
      kafka.kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      kafka.close();
    }
  }
}
