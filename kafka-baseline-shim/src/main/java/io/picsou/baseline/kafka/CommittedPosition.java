package io.picsou.baseline.kafka;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * A sequence as Kafka offsets: in each partition the number of its entries up to that sequence.
 * Those numbers add up to the sequence, which is how it is read back.
 */
final class CommittedPosition {
  private CommittedPosition() {}

  /** The sequence that the group of these settings has committed; 0 for none or no group. */
  static long read(ConsumerSettings settings) throws InterruptedException {
    if (!settings.hasGroup()) {
      return 0;
    }
    CommonSettings common = settings.common();
    Topics.prepare(common);
    try (Consumer<byte[], ByteBuffer> consumer = new KafkaConsumer<>(settings.client())) {
      return sequence(consumer.committed(all(common), common.unreachable()));
    }
  }

  static Set<TopicPartition> all(CommonSettings common) {
    Set<TopicPartition> all = new HashSet<>();
    for (int p = 0; p < common.partitions().count(); p++) {
      all.add(new TopicPartition(common.topic(), p));
    }
    return all;
  }

  static long sequence(Map<TopicPartition, OffsetAndMetadata> committed) {
    return committed.values().stream()
        .mapToLong(offset -> offset == null ? 0 : offset.offset())
        .sum();
  }

  static Map<TopicPartition, OffsetAndMetadata> of(
      Set<TopicPartition> all, Partitions partitions, long sequence) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (TopicPartition each : all) {
      long entries = partitions.entriesThrough(each.partition(), sequence);
      offsets.put(each, new OffsetAndMetadata(entries));
    }
    return offsets;
  }
}
