package io.picsou.bench.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * The source offsets of a pipeline's connectors and the next offsets of its topics, in a file of
 * JSON. {@link #save} replaces the file whole, so that a crash at any moment leaves either the old
 * or the new state; a lock beside it keeps a second process away. Thread-safe.
 */
final class OffsetsFile implements AutoCloseable {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS).build();

  /** The file's form. */
  private record Content(Map<String, List<SourceOffset>> connectors, Map<String, Long> topics) {}

  private record SourceOffset(Map<String, Object> partition, Map<String, Object> offset) {}

  private final Path file;
  private final OffsetsLock lock;
  private final Map<String, Map<Map<String, ?>, Map<String, ?>>> connectors = new TreeMap<>();
  private final Map<String, Long> topics = new TreeMap<>();
  private boolean dirty;

  private OffsetsFile(Path file, OffsetsLock lock) {
    this.file = file;
    this.lock = lock;
  }

  /**
   * Opens the file, or starts an empty one with the first {@link #save}.
   *
   * @throws InvalidConfigurationException if it is damaged, in use or out of reach
   */
  static OffsetsFile open(Path path) {
    Path file = path.toAbsolutePath();
    OffsetsLock lock = OffsetsLock.acquire(file);
    try {
      OffsetsFile offsets = new OffsetsFile(file, lock);
      offsets.load();
      return offsets;
    } catch (IOException e) {
      lock.close();
      throw new InvalidConfigurationException(
          List.of(file + ": the offsets cannot be read; mend or delete the file: " + e));
    }
  }

  private void load() throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    Content content;
    try {
      content = JSON.readValue(file.toFile(), Content.class);
    } catch (JsonProcessingException e) {
      throw new IOException(e.getOriginalMessage(), e);
    }
    if (content == null || content.connectors() == null || content.topics() == null) {
      throw new IOException("'connectors' or 'topics' is missing");
    }
    topics.putAll(content.topics());
    content
        .connectors()
        .forEach((name, list) -> list.forEach(o -> put(name, o.partition(), o.offset())));
  }

  private void put(String connector, Map<String, ?> partition, Map<String, ?> offset) {
    connectors.computeIfAbsent(connector, name -> new LinkedHashMap<>()).put(partition, offset);
  }

  /** The offset of the next record of a topic. */
  synchronized long next(String topic) {
    return topics.getOrDefault(topic, 0L);
  }

  /** Takes note of confirmed records of a connector; {@link #save} makes it last. */
  synchronized void confirmed(String connector, InFlight.Released released) {
    topics.merge(released.topic().name(), released.first() + released.records().size(), Math::max);
    Map<Map<String, ?>, Map<String, ?>> latest = new HashMap<>();
    Map<String, ?> noted = null;
    for (int i = released.records().size() - 1; i >= 0; i--) {
      SourceRecord record = released.records().get(i);
      // Going backwards, the first of a partition is its latest; most sources have only one.
      if (record.sourcePartition() != null && record.sourcePartition() != noted) {
        noted = record.sourcePartition();
        latest.putIfAbsent(record.sourcePartition(), record.sourceOffset());
      }
    }
    latest.forEach((partition, offset) -> put(connector, partition, offset));
    dirty = true;
  }

  /** Writes the file if something has changed; returns once it would survive a power cut. */
  synchronized void save() throws IOException {
    if (!dirty) {
      return;
    }
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try (FileChannel out =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(content()));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncDirectory();
    dirty = false;
  }

  private void syncDirectory() throws IOException {
    try (FileChannel directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  private Content content() {
    Map<String, List<SourceOffset>> all = new TreeMap<>();
    connectors.forEach(
        (name, offsets) -> {
          List<SourceOffset> list = new ArrayList<>();
          offsets.forEach(
              (partition, offset) ->
                  list.add(new SourceOffset(new TreeMap<>(partition), new TreeMap<>(offset))));
          all.put(name, list);
        });
    return new Content(all, topics);
  }

  /** What a connector's task sees of it. */
  OffsetStorageReader reader(String connector) {
    return new Reader(connector);
  }

  @Override
  public void close() {
    lock.close();
  }

  private synchronized Map<String, Object> offset(String connector, Map<String, ?> partition) {
    Map<String, ?> offset = connectors.getOrDefault(connector, Map.of()).get(partition);
    return offset == null ? null : new HashMap<>(offset);
  }

  private final class Reader implements OffsetStorageReader {
    private final String connector;

    Reader(String connector) {
      this.connector = connector;
    }

    @Override
    public <T> Map<String, Object> offset(Map<String, T> partition) {
      return OffsetsFile.this.offset(connector, partition);
    }

    @Override
    public <T> Map<Map<String, T>, Map<String, Object>> offsets(
        Collection<Map<String, T>> partitions) {
      Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
      for (Map<String, T> partition : partitions) {
        Map<String, Object> offset = offset(partition);
        if (offset != null) {
          found.put(partition, offset);
        }
      }
      return found;
    }
  }
}
