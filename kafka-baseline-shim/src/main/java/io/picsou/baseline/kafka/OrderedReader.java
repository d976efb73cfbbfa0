package io.picsou.baseline.kafka;

import io.picsou.core.entry.Frame;
import io.picsou.rsm.EntryApplier;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads all partitions, restores the order of the log and hands it to a target in runs. What the
 * target has applied says where to begin. One thread calls {@link #begin} and {@link #step}; the
 * counters may be read by any.
 */
final class OrderedReader {
  private final Consumer<byte[], ByteBuffer> consumer;
  private final EntryApplier target;
  private final ConsumerSettings settings;
  private final CommonSettings common;
  private final Set<TopicPartition> all;
  private final ReorderBuffer buffer;
  private long lastSign = System.nanoTime();
  private long lastFlush = lastSign;
  private long receivedEntries;
  private long receivedBytes;
  private final long begin;
  private volatile ConsumerCounters counters;

  OrderedReader(
      Consumer<byte[], ByteBuffer> consumer, EntryApplier target, ConsumerSettings settings) {
    this.consumer = consumer;
    this.target = target;
    this.settings = settings;
    this.common = settings.common();
    this.all = CommittedPosition.all(common);
    this.begin = target.applied();
    this.buffer =
        new ReorderBuffer(common.partitions(), begin, settings.bufferBytes(), settings.runBytes());
    count();
  }

  /**
   * Goes to the first entries that the target does not have. Records may be repeated in a
   * partition, never left out, so the wanted one is at that offset or behind it.
   *
   * @throws ShimException if they are no longer in the topic
   */
  void begin() {
    consumer.assign(all);
    Map<TopicPartition, Long> first =
        call(() -> consumer.beginningOffsets(all, common.unreachable()));
    for (TopicPartition each : all) {
      long offset = common.partitions().entriesThrough(each.partition(), begin);
      if (first.get(each) > offset) {
        throw gone(begin + 1, "%s begins at offset %d".formatted(each, first.get(each)), null);
      }
      consumer.seek(each, offset);
    }
  }

  /**
   * Reads what has come and delivers what is complete.
   *
   * @throws ShimException if a record is damaged or missing, or no broker answers
   */
  void step(Duration wait) throws InterruptedException {
    ConsumerRecords<byte[], ByteBuffer> records = poll(wait);
    for (ConsumerRecord<byte[], ByteBuffer> record : records) {
      accept(record);
    }
    for (Frame run = buffer.next(); run != null; run = buffer.next()) {
      target.apply(run);
    }
    regulate();
    long now = System.nanoTime();
    if (records.isEmpty()) {
      watchSilence(now);
    } else {
      lastSign = now;
    }
    if (now - lastFlush >= settings.flushInterval().toNanos()) {
      flush();
      lastFlush = now;
    }
    count();
  }

  private ConsumerRecords<byte[], ByteBuffer> poll(Duration wait) throws InterruptedException {
    try {
      return consumer.poll(wait);
    } catch (OffsetOutOfRangeException e) {
      throw gone(buffer.delivered() + 1, "there is no such offset: " + e.getMessage(), e);
    } catch (InterruptException e) {
      Thread.interrupted();
      throw (InterruptedException) new InterruptedException("while reading").initCause(e);
    }
  }

  private void accept(ConsumerRecord<byte[], ByteBuffer> record) {
    long sequence = RecordEntry.verify(record);
    int partition = record.partition();
    if (sequence < 1 || common.partitions().of(sequence) != partition) {
      throw new ShimException(
          "%s is entry %d, which belongs elsewhere: the topic was written with another number of"
                  .formatted(RecordEntry.place(record), sequence)
              + " replicas than "
              + common.partitions().count());
    }
    if (!buffer.add(partition, sequence, record.value())) {
      throw gone(
          buffer.expected(partition),
          "%s is entry %d".formatted(RecordEntry.place(record), sequence),
          null);
    }
    receivedEntries++;
    receivedBytes += record.value().remaining();
  }

  /** Pauses partitions that run ahead, and lets them go on once the others have caught up. */
  private void regulate() {
    Set<TopicPartition> paused = consumer.paused();
    for (TopicPartition each : all) {
      boolean isPaused = paused.contains(each);
      if (!isPaused && buffer.full(each.partition())) {
        consumer.pause(Set.of(each));
      } else if (isPaused && buffer.roomy(each.partition())) {
        consumer.resume(Set.of(each));
      }
    }
  }

  /** Silence may be an idle log or a dead cluster: asks which. */
  private void watchSilence(long now) {
    if (now - lastSign > common.unreachable().toNanos()) {
      call(() -> consumer.endOffsets(all, common.unreachable()));
      lastSign = System.nanoTime();
    }
  }

  /** Makes what was applied durable, and then commits the position. */
  void flush() throws InterruptedException {
    long before = counters.applied();
    target.flush();
    if (settings.hasGroup() && target.applied() > before) {
      consumer.commitAsync(CommittedPosition.of(all, common.partitions(), target.applied()), null);
    }
  }

  /** Flushes and commits for the last time. */
  void finish() throws InterruptedException {
    target.flush();
    count();
    if (settings.hasGroup()) {
      call(
          () -> {
            consumer.commitSync(
                CommittedPosition.of(all, common.partitions(), target.applied()),
                common.unreachable());
            return null;
          });
    }
  }

  private <T> T call(Supplier<T> request) {
    try {
      return request.get();
    } catch (TimeoutException e) {
      throw Topics.unreachable(common, e);
    }
  }

  private ShimException gone(long sequence, String what, Exception cause) {
    return new ShimException(
        "entry %d is not where it belongs in topic %s: %s. It was removed from the topic, or the"
                .formatted(sequence, common.topic(), what)
            + " target is ahead of this topic or of another log",
        cause);
  }

  private void count() {
    counters =
        new ConsumerCounters(
            receivedEntries,
            receivedBytes,
            buffer.duplicates(),
            buffer.delivered() - begin,
            buffer.delivered(),
            target.applied(),
            buffer.waitingBytes());
  }

  ConsumerCounters counters() {
    return counters;
  }
}
