package io.picsou.it;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** The least that tasks need of a worker when a test calls them itself. */
final class TaskContexts {
  private TaskContexts() {}

  /** No offsets are stored. */
  static final class Source implements SourceTaskContext, OffsetStorageReader {
    @Override
    public Map<String, String> configs() {
      return Map.of();
    }

    @Override
    public OffsetStorageReader offsetStorageReader() {
      return this;
    }

    @Override
    public <T> Map<String, Object> offset(Map<String, T> partition) {
      return null;
    }

    @Override
    public <T> Map<Map<String, T>, Map<String, Object>> offsets(
        Collection<Map<String, T>> partitions) {
      return Map.of();
    }
  }

  /** One partition; the test hands over every record once, so there is nothing to pause or seek. */
  record Sink(TopicPartition partition) implements SinkTaskContext {
    @Override
    public Map<String, String> configs() {
      return Map.of();
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
      throw new UnsupportedOperationException("no seeking");
    }

    @Override
    public void offset(TopicPartition which, long offset) {
      throw new UnsupportedOperationException("no seeking");
    }

    @Override
    public void timeout(long timeoutMs) {
      // The test decides when to call.
    }

    @Override
    public Set<TopicPartition> assignment() {
      return Set.of(partition);
    }

    @Override
    public void pause(TopicPartition... partitions) {
      // Nothing more comes anyway.
    }

    @Override
    public void resume(TopicPartition... partitions) {
      // Nothing more comes anyway.
    }

    @Override
    public void requestCommit() {
      // The test decides when to commit.
    }
  }
}
