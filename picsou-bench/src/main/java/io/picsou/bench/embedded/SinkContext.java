package io.picsou.bench.embedded;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** What a sink task asks of its worker. Thread-safe: tasks may call it from their own threads. */
final class SinkContext implements SinkTaskContext {
  private final Map<String, String> settings;
  private final Set<TopicPartition> assignment;
  private final Set<TopicPartition> paused = new HashSet<>();
  private Map<TopicPartition, Long> seeks = new HashMap<>();
  private long timeoutMillis = -1;
  private boolean commitRequested;

  SinkContext(Map<String, String> settings, Set<TopicPartition> assignment) {
    this.settings = settings;
    this.assignment = assignment;
  }

  @Override
  public Map<String, String> configs() {
    return settings;
  }

  @Override
  public Set<TopicPartition> assignment() {
    return assignment;
  }

  @Override
  public synchronized void offset(Map<TopicPartition, Long> offsets) {
    seeks.putAll(offsets);
  }

  @Override
  public synchronized void offset(TopicPartition partition, long offset) {
    seeks.put(partition, offset);
  }

  /** The wanted offsets; the next call has only newer ones. */
  synchronized Map<TopicPartition, Long> takeSeeks() {
    if (seeks.isEmpty()) {
      return Map.of();
    }
    Map<TopicPartition, Long> taken = seeks;
    seeks = new HashMap<>();
    return taken;
  }

  @Override
  public synchronized void timeout(long timeoutMs) {
    timeoutMillis = timeoutMs;
  }

  /** The wait before the next try that the task wanted, or else the given one. */
  synchronized Duration takeTimeout(Duration backoff) {
    Duration wanted = timeoutMillis < 0 ? backoff : Duration.ofMillis(timeoutMillis);
    timeoutMillis = -1;
    return wanted;
  }

  @Override
  public synchronized void pause(TopicPartition... partitions) {
    paused.addAll(List.of(partitions));
  }

  @Override
  public synchronized void resume(TopicPartition... partitions) {
    List.of(partitions).forEach(paused::remove);
  }

  synchronized boolean paused(TopicPartition partition) {
    return paused.contains(partition);
  }

  @Override
  public synchronized void requestCommit() {
    commitRequested = true;
  }

  /** Whether a commit was asked for since the last call. */
  synchronized boolean takeCommitRequest() {
    boolean requested = commitRequested;
    commitRequested = false;
    return requested;
  }
}
