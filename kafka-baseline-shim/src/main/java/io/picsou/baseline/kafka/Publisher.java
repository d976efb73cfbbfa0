package io.picsou.baseline.kafka;

import io.picsou.core.entry.EntryCodec;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.CommittedLogReader;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads the log and publishes one replica's share of it: one record per entry, its value the
 * entry's encoded bytes. Batching is the Kafka producer's, as any user of Kafka has it.
 *
 * <p>One thread calls {@link #step}; the counters may be read by any. An entry that fails ends
 * everything: the next one must not get into the topic without it.
 */
final class Publisher {
  /** How much of the log is read at once; small enough to keep the reader and the network busy. */
  private static final int READ_BYTES = 1 << 20;

  private final Producer<byte[], byte[]> producer;
  private final CommittedLogReader reader;
  private final TopicPartition partition;
  private final CommonSettings settings;
  private final Partitions partitions;
  private final int maxEntryBytes;
  private final AtomicLong ackedBytes = new AtomicLong();
  private final AtomicLong ackedEntries = new AtomicLong();
  private volatile long read;
  private final AtomicLong sentEntries = new AtomicLong();
  private final AtomicLong sentBytes = new AtomicLong();
  private volatile long acked;
  private volatile long lastAnswer = System.nanoTime();
  private volatile ShimException failure;

  /**
   * @param after the last entry of the partition that is there already; the reader goes on from it
   * @param maxEntryBytes larger entries are refused before they are sent
   */
  Publisher(
      Producer<byte[], byte[]> producer,
      CommittedLogReader reader,
      TopicPartition partition,
      CommonSettings settings,
      long after,
      int maxEntryBytes) {
    this.producer = producer;
    this.reader = reader;
    this.partition = partition;
    this.settings = settings;
    this.partitions = settings.partitions();
    this.maxEntryBytes = maxEntryBytes;
    this.read = after;
    this.acked = after;
  }

  /**
   * Publishes what is next in the log; waits if nothing is, or too much is unacknowledged.
   *
   * @return whether there was anything
   * @throws ShimException if it cannot go on
   */
  boolean step(Duration wait) throws InterruptedException {
    Frame run = reader.read(READ_BYTES, wait);
    check();
    if (run == null) {
      return false;
    }
    ByteBuffer bytes = run.bytes();
    long sequence = run.first();
    for (int at = 0, size; at < bytes.limit(); at += size, sequence++) {
      size = EntryCodec.sizeAt(bytes, at);
      if (partitions.of(sequence) == partition.partition()) {
        send(sequence, bytes, at, size);
      }
    }
    read = run.last();
    return true;
  }

  /** Fails if a send has failed, or nothing has been acknowledged for too long. */
  private void check() {
    if (failure != null) {
      throw failure;
    }
    if (acknowledgedAll()) {
      lastAnswer = System.nanoTime();
    } else if (System.nanoTime() - lastAnswer > settings.unreachable().toNanos()) {
      throw Topics.unreachable(settings, null);
    }
  }

  private void send(long sequence, ByteBuffer from, int at, int size) throws InterruptedException {
    if (size > maxEntryBytes) {
      throw new ShimException(
          "entry %d has %d bytes, but topic %s takes %d at most: raise its max.message.bytes"
              .formatted(sequence, size, partition.topic(), maxEntryBytes));
    }
    byte[] value = new byte[size];
    from.get(at, value);
    var record =
        new ProducerRecord<byte[], byte[]>(partition.topic(), partition.partition(), null, value);
    try {
      // The callback is told, and tells the next step.
      var unused = producer.send(record, new Acknowledgment(sequence, size));
    } catch (TimeoutException e) {
      throw Topics.unreachable(settings, e);
    } catch (InterruptException e) {
      Thread.interrupted();
      throw (InterruptedException) new InterruptedException("while publishing").initCause(e);
    } catch (IllegalStateException e) {
      check(); // a failed send has closed the producer
      throw e;
    }
    sentEntries.incrementAndGet();
    sentBytes.addAndGet(size);
    check();
  }

  /** What the broker said to one entry. */
  private final class Acknowledgment implements Callback {
    private final long sequence;
    private final int size;

    Acknowledgment(long sequence, int size) {
      this.sequence = sequence;
      this.size = size;
    }

    @Override
    public void onCompletion(RecordMetadata metadata, Exception problem) {
      if (problem == null) {
        acked = sequence;
        ackedEntries.incrementAndGet();
        ackedBytes.addAndGet(size);
        lastAnswer = System.nanoTime();
      } else if (failure == null) {
        failure =
            new ShimException(
                "entry %d was not taken by %s: %s"
                    .formatted(sequence, partition, problem.getMessage()),
                problem);
        producer.close(Duration.ZERO);
      }
    }
  }

  /** Whether everything that was sent has been acknowledged. */
  boolean acknowledgedAll() {
    return ackedEntries.get() == sentEntries.get();
  }

  ProducerCounters counters() {
    return new ProducerCounters(
        read, sentEntries.get(), sentBytes.get(), ackedEntries.get(), ackedBytes.get(), acked);
  }

  /** Why a send has failed, or null. */
  ShimException failure() {
    return failure;
  }
}
