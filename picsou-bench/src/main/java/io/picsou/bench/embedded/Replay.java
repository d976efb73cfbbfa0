package io.picsou.bench.embedded;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * Reads again what a topic does not hold any more: by a second task of the source that filled it,
 * from the beginning. That finds the same records at the same offsets as long as the topic has that
 * one source, whose log has not been cut. Not thread-safe.
 */
final class Replay implements AutoCloseable {
  private final Topic topic;
  private final SourceTask task;
  private long next;

  private Replay(Topic topic, SourceTask task) {
    this.topic = topic;
    this.task = task;
  }

  /** Starts a task of the given kind over. */
  static Replay start(
      Topic topic, Class<? extends SourceTask> type, Map<String, String> taskSettings) {
    try {
      SourceTask task = type.getDeclaredConstructor().newInstance();
      task.initialize(new FromTheBeginning(taskSettings));
      task.start(taskSettings);
      return new Replay(topic, task);
    } catch (ReflectiveOperationException e) {
      throw new ConnectException("topic " + topic.name() + " cannot be read again", e);
    }
  }

  /** Whether an offset is still to come. */
  boolean reaches(long offset) {
    return offset >= next;
  }

  /**
   * Records from an offset on, up to another; empty if the source has none for the moment.
   *
   * @param offset one that it {@link #reaches}
   * @param end above {@code offset}
   */
  List<SinkRecord> read(long offset, long end) throws InterruptedException {
    List<SourceRecord> polled = poll();
    while (polled != null && !polled.isEmpty()) {
      Batch batch = Batch.of(topic, next, polled, 0);
      next = batch.end();
      if (next > offset) {
        int to = (int) (Math.min(next, end) - batch.first());
        return batch.records().subList((int) (offset - batch.first()), to);
      }
      polled = poll();
    }
    return List.of();
  }

  private List<SourceRecord> poll() throws InterruptedException {
    try {
      return task.poll();
    } catch (RetriableException e) {
      return null; // the sink asks again
    }
  }

  @Override
  public void close() {
    task.stop();
  }

  private record FromTheBeginning(Map<String, String> configs)
      implements SourceTaskContext, OffsetStorageReader {
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
}
