package io.picsou.connect.source;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** A task's context with the offsets that the worker has stored. */
final class StoredOffsets implements SourceTaskContext, OffsetStorageReader {
  private final Map<Map<String, ?>, Map<String, Object>> offsets = new HashMap<>();

  StoredOffsets with(String rsm, Map<String, Object> offset) {
    offsets.put(OffsetFormat.partition(rsm), offset);
    return this;
  }

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
    return offsets.get(partition);
  }

  @Override
  public <T> Map<Map<String, T>, Map<String, Object>> offsets(
      java.util.Collection<Map<String, T>> partitions) {
    throw new UnsupportedOperationException();
  }
}
