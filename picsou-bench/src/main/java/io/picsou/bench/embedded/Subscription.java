package io.picsou.bench.embedded;

import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;

/** One sink's place in one topic. The sink's thread moves it; {@link #confirmed} any may read. */
final class Subscription {
  private final Topic topic;
  private final Runnable onRecords;
  private long position;
  private volatile long confirmed;

  Subscription(Topic topic, long position, Runnable onRecords) {
    this.topic = topic;
    this.position = position;
    this.confirmed = position;
    this.onRecords = onRecords;
  }

  Topic topic() {
    return topic;
  }

  /** The offset of the next record to read. */
  long position() {
    return position;
  }

  void seek(long offset) {
    position = offset;
  }

  /** Reads on; the place moves only by {@link #seek}. */
  List<SinkRecord> read() {
    return topic.read(position);
  }

  /** Every record before this offset is safe at this sink. */
  long confirmed() {
    return confirmed;
  }

  /** Says that everything before an offset is safe; returns whether that is news. */
  boolean confirm(long offset) {
    if (offset <= confirmed) {
      return false;
    }
    confirmed = offset;
    topic.onConfirmed();
    return true;
  }

  void signal() {
    onRecords.run();
  }
}
