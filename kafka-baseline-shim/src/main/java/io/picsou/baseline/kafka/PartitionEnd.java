package io.picsou.baseline.kafka;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds where a partition ends, which is where its producer goes on: what is in the topic is what
 * was published.
 */
final class PartitionEnd {
  private static final Duration POLL = Duration.ofMillis(200);

  private PartitionEnd() {}

  /**
   * The sequence of the partition's last record, 0 if nothing was ever published. A producer that
   * was killed may have a batch on its way even now; what it and the next producer both publish is
   * dropped by the consumers.
   *
   * @throws ShimException if that record is gone or no entry, or no answer comes in time
   */
  static long lastSequence(
      Consumer<byte[], ByteBuffer> consumer, TopicPartition partition, Duration timeout) {
    consumer.assign(List.of(partition));
    long end = consumer.endOffsets(List.of(partition), timeout).get(partition);
    if (end == 0) {
      return 0;
    }
    if (consumer.beginningOffsets(List.of(partition), timeout).get(partition) == end) {
      throw new ShimException(
          "the records of %s are gone, so nobody can tell where to go on: set retention.ms=-1 and"
                  .formatted(partition)
              + " begin with a new topic");
    }
    consumer.seek(partition, end - 1);
    return RecordEntry.verify(last(consumer, partition, timeout));
  }

  private static ConsumerRecord<byte[], ByteBuffer> last(
      Consumer<byte[], ByteBuffer> consumer, TopicPartition partition, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (System.nanoTime() < deadline) {
      List<ConsumerRecord<byte[], ByteBuffer>> records = consumer.poll(POLL).records(partition);
      if (!records.isEmpty()) {
        return records.get(records.size() - 1);
      }
    }
    throw new ShimException(
        "the last record of %s did not come within %d ms (%s)"
            .formatted(partition, timeout.toMillis(), CommonSettings.UNREACHABLE));
  }
}
