package io.picsou.connect.sink;

import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * Has the last records before the worker's position read again, while no record has come at all. A
 * record tells where the stream is, and so opens the link; without this, a sender that comes up
 * when there is nothing new could not help receivers that are behind.
 */
final class Priming {
  /** How far back the first attempt goes. The end of a transaction takes up an offset, too. */
  private static final long FIRST_STEP = 8;

  private static final long MAX_STEP = 1 << 20;

  private long step = FIRST_STEP;
  private long front;

  /** Rewinds, further each time. */
  void rewind(SinkTaskContext context, Map<TopicPartition, OffsetAndMetadata> positions) {
    positions.forEach(
        (partition, position) -> {
          front = Math.max(front, position.offset());
          if (position.offset() > 0 && step <= MAX_STEP) {
            context.offset(partition, Math.max(0, position.offset() - step));
            step *= 4;
          }
        });
  }

  /** Leaves out offsets before where the worker was: they were committed before. */
  Map<TopicPartition, OffsetAndMetadata> onlyNew(Map<TopicPartition, OffsetAndMetadata> offsets) {
    return offsets.values().stream().allMatch(each -> each.offset() > front) ? offsets : Map.of();
  }
}
