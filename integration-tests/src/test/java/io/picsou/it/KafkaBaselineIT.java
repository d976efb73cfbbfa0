package io.picsou.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.picsou.baseline.kafka.ConsumerSettings;
import io.picsou.baseline.kafka.ConsumerShim;
import io.picsou.baseline.kafka.local.LocalKafka;
import io.picsou.baseline.kafka.local.LocalKafkaOptions;
import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.file.FileLogAppender;
import io.picsou.rsm.file.LogFiles;
import io.picsou.rsm.file.LogReport;
import io.picsou.rsm.generator.GeneratorReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Kafka baseline on three real brokers, with producers as processes that can be killed. */
class KafkaBaselineIT {
  private static final int REPLICAS = 4;
  private static final int ENTRIES = 20_000;
  private static final int SMALL = 100;
  private static final int LARGE = 1_000_000;
  private static final int LARGE_EVERY = 1_000;
  private static final Duration LIMIT = Duration.ofMinutes(4);

  private final Path work = TestFiles.workDirectory(KafkaBaselineIT.class);
  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<ConsumerShim> consumers = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  /** A broker and a producer are killed midway, and a consumer is restarted. */
  @Test
  void everyConsumerGetsTheLogThoughABrokerAndAProducerAreKilled() throws Exception {
    Path source = work.resolve("source.log");
    writeHalf(source, 1);
    LocalKafka kafka = start();
    List<ShimProcess> producers = new ArrayList<>();
    for (int i = 0; i < REPLICAS; i++) {
      consumers.add(consumer(kafka, i));
      producers.add(producer(kafka, source, i));
    }
    awaitDelivered(ENTRIES / 10);

    producers.get(1).kill();
    kafka.kill(0);
    writeHalf(source, ENTRIES / 2 + 1);
    producers.set(1, producer(kafka, source, 1));
    consumers.get(2).close();
    assertThat(consumers.get(2).failure()).isNull();
    consumers.set(2, consumer(kafka, 2));

    awaitDelivered(ENTRIES);
    closeAll();
    open.clear();
    LogReport expected = LogFiles.verify(source);
    assertThat(expected.entries()).isEqualTo(ENTRIES);
    for (int i = 0; i < REPLICAS; i++) {
      assertThat(consumers.get(i).failure()).isNull();
      assertThat(LogFiles.verify(target(i))).as("log of consumer %d", i).isEqualTo(expected);
    }
  }

  private LocalKafka start() throws IOException, InterruptedException {
    LocalKafkaOptions defaults = LocalKafkaOptions.in(work.resolve("kafka"));
    LocalKafka kafka =
        LocalKafka.start(
            new LocalKafkaOptions(
                TestFiles.kafkaLibs(),
                defaults.directory(),
                defaults.places(),
                defaults.jvm(),
                Map.of(),
                LIMIT));
    open.add(kafka);
    return kafka;
  }

  private static Map<String, String> common(LocalKafka kafka) {
    Map<String, String> settings = new HashMap<>();
    settings.put("bootstrap.servers", kafka.bootstrap());
    settings.put("replicas", "" + REPLICAS);
    settings.put("unreachable.timeout.ms", "120000");
    return settings;
  }

  private ConsumerShim consumer(LocalKafka kafka, int replica) throws InterruptedException {
    Map<String, String> settings = common(kafka);
    settings.put("target", "file");
    settings.put("file.path", target(replica).toString());
    ConsumerSettings parsed = ConsumerSettings.of(settings);
    ConsumerShim shim = ConsumerShim.start(parsed, parsed.openTarget());
    open.add(shim);
    return shim;
  }

  private ShimProcess producer(LocalKafka kafka, Path source, int replica) throws IOException {
    Map<String, String> settings = common(kafka);
    settings.put("replica", "" + replica);
    settings.put("source", "file");
    settings.put("file.path", source.toString());
    ShimProcess process = ShimProcess.produce(work.resolve("producer-" + replica), settings);
    open.add(process);
    return process;
  }

  private Path target(int replica) {
    return work.resolve("target-" + replica + ".log");
  }

  private void awaitDelivered(long sequence) {
    await()
        .atMost(LIMIT)
        .until(
            () ->
                consumers.stream()
                    .allMatch(
                        each -> {
                          assertThat(each.failure()).isNull();
                          return each.counters().delivered() >= sequence;
                        }));
  }

  /** Half of the log, mostly small entries. */
  private static void writeHalf(Path source, long first) {
    try (FileLogAppender log = FileLogAppender.open(source)) {
      byte[] large = GeneratorReader.entry(1, LARGE).payload();
      byte[] small = GeneratorReader.entry(2, SMALL).payload();
      for (long sequence = first; sequence < first + ENTRIES / 2; sequence++) {
        byte[] payload = sequence % LARGE_EVERY == 0 ? large : small;
        log.append(Frame.of(List.of(Entry.of(sequence, payload))));
      }
      log.force();
    }
  }
}
