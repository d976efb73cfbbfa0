package io.picsou.bench.embedded;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Consecutive records of one topic, in both their forms; the unit in which records move.
 *
 * @param first the topic offset of the first record
 * @param sent as the source task made them
 * @param records as sink tasks get them
 * @param bytes roughly what they hold
 */
record Batch(
    Topic topic, long first, List<SourceRecord> sent, List<SinkRecord> records, long bytes) {
  private static final int RECORD_OVERHEAD = 256;

  static Batch of(Topic topic, long first, List<SourceRecord> sent, long bytes) {
    List<SinkRecord> records = new ArrayList<>(sent.size());
    long offset = first;
    for (SourceRecord record : sent) {
      records.add(
          new SinkRecord(
              topic.name(),
              Topic.PARTITION,
              record.keySchema(),
              record.key(),
              record.valueSchema(),
              record.value(),
              offset++,
              record.timestamp(),
              TimestampType.CREATE_TIME,
              record.headers()));
    }
    return new Batch(topic, first, sent, records, bytes);
  }

  /** Roughly the memory that records hold. */
  static long bytes(List<SourceRecord> records) {
    long bytes = 0;
    for (SourceRecord record : records) {
      bytes += RECORD_OVERHEAD + bytes(record.key()) + bytes(record.value());
    }
    return bytes;
  }

  private static long bytes(Object value) {
    if (value instanceof byte[] array) {
      return array.length;
    }
    return value instanceof CharSequence text ? text.length() : 0;
  }

  /** The offset after the last record. */
  long end() {
    return first + records.size();
  }
}
