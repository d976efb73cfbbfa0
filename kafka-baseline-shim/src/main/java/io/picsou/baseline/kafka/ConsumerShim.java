package io.picsou.baseline.kafka;

import io.picsou.rsm.EntryApplier;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * One receiver replica of the Kafka baseline: reads every partition itself, restores the order of
 * the log, and applies it to a target. It goes on behind what the target has applied, so a restart
 * neither loses nor repeats an entry (docs/kafka-baseline.md).
 *
 * <p>It has a thread of its own, on which the target is called. All methods may be called by any
 * thread.
 */
public final class ConsumerShim implements AutoCloseable {
  private static final Duration STEP = Duration.ofMillis(100);
  private static final Duration STOP = Duration.ofSeconds(20);

  private final Consumer<byte[], ByteBuffer> consumer;
  private final EntryApplier target;
  private final OrderedReader reader;
  private final ShimThread thread;

  private ConsumerShim(
      Consumer<byte[], ByteBuffer> consumer, EntryApplier target, OrderedReader reader) {
    this.consumer = consumer;
    this.target = target;
    this.reader = reader;
    this.thread = new ShimThread("kafka-consumer-shim", () -> reader.step(STEP), this::finish);
  }

  /**
   * Checks the topic, creates it if need be, goes to where the target is, and starts.
   *
   * @param target is this shim's from now on, and closed with it
   * @throws ShimException if the cluster does not answer in time or the topic does not fit; the
   *     target is closed then
   */
  public static ConsumerShim start(ConsumerSettings settings, EntryApplier target)
      throws InterruptedException {
    Consumer<byte[], ByteBuffer> consumer = null;
    try {
      Topics.prepare(settings.common());
      consumer = new KafkaConsumer<>(settings.client());
      OrderedReader reader = new OrderedReader(consumer, target, settings);
      reader.begin();
      ConsumerShim shim = new ConsumerShim(consumer, target, reader);
      shim.thread.start();
      return shim;
    } catch (RuntimeException | InterruptedException e) {
      if (consumer != null) {
        consumer.close(Duration.ZERO);
      }
      target.close();
      throw e;
    }
  }

  /** A snapshot of what was done. */
  public ConsumerCounters counters() {
    return reader.counters();
  }

  /** Bytes that brokers have sent to its Kafka consumer, with responses' headers. */
  public long bytesReceived() {
    return ClientBytes.received(consumer.metrics());
  }

  /** Why it has ended by itself; null if it has not. */
  public Throwable failure() {
    return thread.failure();
  }

  private void finish() throws InterruptedException {
    try {
      if (thread.failure() == null) {
        reader.finish();
      }
    } finally {
      consumer.close(Duration.ZERO);
      target.close();
    }
  }

  /** Makes durable what was applied, commits the position, closes the target and ends. */
  @Override
  public void close() {
    thread.stop(STOP);
  }
}
