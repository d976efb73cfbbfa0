package io.picsou.connect.sink;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.EntryHeaders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** A worker with one topic partition and one sink task, single-stepped by the test. */
final class FakeWorker implements SinkTaskContext {
  static final TopicPartition PARTITION = new TopicPartition("log", 0);

  final TreeMap<Long, SinkRecord> topic = new TreeMap<>();
  final List<Long> seeks = new ArrayList<>();
  int batch = 500;
  long position;
  long committed;
  boolean paused;
  long timeout = -1;
  boolean commitRequested;
  private Long rewind;
  private SinkTask task;

  /** Starts a task and assigns it the partition. */
  void run(SinkTask toRun, Map<String, String> settings) {
    task = toRun;
    task.initialize(this);
    task.start(settings);
    position = committed;
    task.open(Set.of(PARTITION));
  }

  /** Appends entries at the end of the topic. */
  void append(long first, long last) {
    for (long sequence = first; sequence <= last; sequence++) {
      long offset = topic.isEmpty() ? 0 : topic.lastKey() + 1;
      topic.put(offset, record(offset, Entry.of(sequence, new byte[8])));
    }
  }

  /** Leaves an offset without a record, as the end of a transaction does. */
  void appendMarker(long sequence) {
    long offset = topic.lastKey() + 2;
    topic.put(offset, record(offset, Entry.of(sequence, new byte[8])));
  }

  /** One round of the worker: poll, put, as WorkerSinkTask does. */
  void round() {
    if (rewind != null) {
      position = rewind;
      rewind = null;
    }
    List<SinkRecord> records = new ArrayList<>();
    if (!paused) {
      if (!topic.isEmpty() && position < topic.firstKey()) {
        // Out of range: reset to the earliest.
        position = topic.firstKey();
      }
      topic.tailMap(position).values().stream().limit(batch).forEach(records::add);
    }
    task.put(records);
    if (!records.isEmpty()) {
      position = records.get(records.size() - 1).kafkaOffset() + 1;
    }
  }

  /** Several rounds. */
  void rounds(int count) {
    for (int i = 0; i < count; i++) {
      round();
    }
  }

  /** A commit; returns what the task gave. */
  Map<TopicPartition, OffsetAndMetadata> commit() {
    Map<TopicPartition, OffsetAndMetadata> offsets =
        task.preCommit(new HashMap<>(Map.of(PARTITION, new OffsetAndMetadata(position))));
    if (offsets.containsKey(PARTITION)) {
      committed = offsets.get(PARTITION).offset();
    }
    return offsets;
  }

  static SinkRecord record(long offset, Entry entry) {
    ConnectHeaders headers = new ConnectHeaders();
    headers.addString(EntryHeaders.SEQUENCE, Long.toString(entry.sequence()));
    headers.addString(EntryHeaders.RSM, "a");
    return record(offset, entry.payload(), headers);
  }

  static SinkRecord record(long offset, Object value, ConnectHeaders headers) {
    return new SinkRecord(
        "log",
        0,
        Schema.OPTIONAL_BYTES_SCHEMA,
        null,
        null,
        value,
        offset,
        null,
        TimestampType.NO_TIMESTAMP_TYPE,
        headers);
  }

  @Override
  public Map<String, String> configs() {
    return Map.of();
  }

  @Override
  public void offset(Map<TopicPartition, Long> offsets) {
    offsets.forEach(this::offset);
  }

  @Override
  public void offset(TopicPartition partition, long offset) {
    seeks.add(offset);
    rewind = offset;
  }

  @Override
  public void timeout(long timeoutMs) {
    timeout = timeoutMs;
  }

  @Override
  public Set<TopicPartition> assignment() {
    return Set.of(PARTITION);
  }

  @Override
  public void pause(TopicPartition... partitions) {
    paused |= Arrays.asList(partitions).contains(PARTITION);
  }

  @Override
  public void resume(TopicPartition... partitions) {
    paused &= !Arrays.asList(partitions).contains(PARTITION);
  }

  @Override
  public void requestCommit() {
    commitRequested = true;
  }
}
