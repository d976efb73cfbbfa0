package io.picsou.it;

import io.picsou.core.entry.EntryHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the entries that a connector left in a topic of one partition. */
final class TopicLog {
  private static final Duration POLL = Duration.ofSeconds(1);

  private final String bootstrap;
  private final TopicPartition partition;

  TopicLog(String bootstrap, String topic) {
    this.bootstrap = bootstrap;
    this.partition = new TopicPartition(topic, 0);
  }

  /** The sequences of all committed records, in the order of the topic. */
  List<Long> sequences() {
    Map<String, Object> config =
        Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed");
    try (var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      List<Long> sequences = new ArrayList<>();
      while (consumer.position(partition) < end) {
        consumer.poll(POLL).forEach(record -> sequences.add(sequence(record)));
      }
      return sequences;
    }
  }

  private static long sequence(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.headers().lastHeader(EntryHeaders.SEQUENCE).value();
    return Long.parseLong(new String(value, StandardCharsets.UTF_8));
  }
}
