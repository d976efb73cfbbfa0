package io.picsou.baseline.kafka;

import io.picsou.rsm.CommittedLogReader;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * One sender replica of the Kafka baseline: publishes its share of the committed log, entry k by
 * replica (k-1) mod n to partition (k-1) mod n, with acks=all and idempotence. It goes on behind
 * the last record of its partition, so a restart loses nothing (docs/kafka-baseline.md).
 *
 * <p>It has a thread of its own. All methods may be called by any thread.
 */
public final class ProducerShim implements AutoCloseable {
  private static final Duration STEP = Duration.ofMillis(100);
  private static final Duration STOP = Duration.ofSeconds(10);

  /** What a batch has around one record: its header, and the record's own with lengths. */
  private static final int RECORD_OVERHEAD_BYTES = 100;

  private final Producer<byte[], byte[]> producer;
  private final CommittedLogReader reader;
  private final Publisher publisher;
  private final ShimThread thread;

  private ProducerShim(
      ProducerSettings settings,
      Producer<byte[], byte[]> producer,
      CommittedLogReader reader,
      Publisher publisher) {
    this.producer = producer;
    this.reader = reader;
    this.publisher = publisher;
    this.thread =
        new ShimThread(
            "kafka-producer-shim-" + settings.replica(), () -> publisher.step(STEP), this::finish);
  }

  /**
   * Checks the topic, creates it if need be, finds the place to go on from, and starts.
   *
   * @throws ShimException if the cluster does not answer in time or the topic does not fit
   */
  public static ProducerShim start(ProducerSettings settings, LogSource source)
      throws InterruptedException {
    CommonSettings common = settings.common();
    int maxMessage = Topics.prepare(common).orElse(Integer.MAX_VALUE);
    TopicPartition partition = new TopicPartition(common.topic(), settings.replica());
    long after = lastSequence(common, partition);
    CommittedLogReader reader = source.open(after);
    Producer<byte[], byte[]> producer = new KafkaProducer<>(settings.client());
    Publisher publisher =
        new Publisher(
            producer, reader, partition, common, after, maxMessage - RECORD_OVERHEAD_BYTES);
    ProducerShim shim = new ProducerShim(settings, producer, reader, publisher);
    shim.thread.start();
    return shim;
  }

  private static long lastSequence(CommonSettings common, TopicPartition partition) {
    Map<String, Object> client = ConsumerSettings.readingOne(common);
    try (Consumer<byte[], ByteBuffer> consumer = new KafkaConsumer<>(client)) {
      return PartitionEnd.lastSequence(consumer, partition, common.unreachable());
    } catch (TimeoutException e) {
      throw Topics.unreachable(common, e);
    }
  }

  /** A snapshot of what was done. */
  public ProducerCounters counters() {
    return publisher.counters();
  }

  /** Bytes that its Kafka producer has sent to brokers, with requests' headers. */
  public long bytesSent() {
    return ClientBytes.sent(producer.metrics());
  }

  /** Bytes that brokers have answered its Kafka producer with. */
  public long bytesReceived() {
    return ClientBytes.received(producer.metrics());
  }

  /** Whether everything that was read of its share has been acknowledged. */
  public boolean drained() {
    return publisher.acknowledgedAll();
  }

  /** Why it has ended by itself; null if it has not. */
  public Throwable failure() {
    return thread.failure();
  }

  private void finish() {
    producer.close(thread.failure() == null ? STOP : Duration.ZERO);
    if (thread.failure() == null && publisher.failure() != null) {
      throw publisher.failure();
    }
  }

  /** Stops reading, waits for acknowledgments of what was sent (10 s at most), and ends. */
  @Override
  public void close() {
    thread.stop(STOP.multipliedBy(2));
    reader.close();
  }
}
