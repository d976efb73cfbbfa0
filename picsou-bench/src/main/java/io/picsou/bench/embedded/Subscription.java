package io.picsou.bench.embedded;

import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;

/** One sink's place in one topic. The sink's thread moves it; {@link #confirmed} any may read. */
final class Subscription {
  private final Topic topic;
  private final Runnable onRecords;
  private long position;
  private Replay replay;
  private volatile long confirmed;
  private volatile boolean abandoned;

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

  /**
   * Goes on from elsewhere.
   *
   * @throws IllegalArgumentException if the offset is negative
   */
  void seek(long offset) {
    if (offset < 0) {
      throw new IllegalArgumentException("topic " + topic.name() + " has no offset " + offset);
    }
    position = offset;
  }

  /**
   * Reads on, where need be what the topic does not hold any more; the place moves only by {@link
   * #seek}.
   */
  List<SinkRecord> read() throws InterruptedException {
    if (topic.holds(position)) {
      close();
      return topic.read(position);
    }
    if (replay != null && !replay.reaches(position)) {
      close();
    }
    if (replay == null) {
      replay = topic.replay(position);
    }
    return replay.read(position, topic.end());
  }

  /** Ends reading what the topic does not hold; the next {@link #read} may begin it again. */
  void close() {
    if (replay != null) {
      replay.close();
      replay = null;
    }
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

  /** Marks that nobody reads on: its records need not be kept, and are never confirmed. */
  void abandon() {
    abandoned = true;
    topic.onConfirmed();
  }

  boolean abandoned() {
    return abandoned;
  }

  void signal() {
    onRecords.run();
  }
}
