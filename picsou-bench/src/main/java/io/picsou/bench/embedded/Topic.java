package io.picsou.bench.embedded;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * A topic of one partition in memory. It holds what its sinks have not confirmed yet, bounded in
 * bytes and records, and blocks sources that are ahead. A sink that has failed does not hold up the
 * others, but what it had not confirmed counts as unconfirmed, so that a restart reads it again;
 * sources wait once no sink is left. Thread-safe; locks are taken per batch.
 */
final class Topic {
  static final int PARTITION = 0;

  /** Up to this much, small batches are joined into one read. */
  private static final int READ_RECORDS = 4096;

  private static final long READ_BYTES = 4L << 20;

  private final String name;
  private final long maxBytes;
  private final int maxRecords;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final TreeMap<Long, Batch> held = new TreeMap<>();
  private Supplier<Replay> replays;
  private long heldBytes;
  private long end;
  private boolean closed;
  private volatile boolean full;
  private volatile long confirmed;

  /**
   * @param next the offset of the first record to come
   */
  Topic(String name, long next, PipelineOptions options) {
    this.name = name;
    this.maxBytes = options.topicBytes();
    this.maxRecords = options.topicRecords();
    this.end = next;
    this.confirmed = next;
  }

  String name() {
    return name;
  }

  TopicPartition partition() {
    return new TopicPartition(name, PARTITION);
  }

  /** Adds a reader; before the first record. */
  Subscription subscribe(Runnable onRecords) {
    Subscription subscription = new Subscription(this, end, onRecords);
    subscriptions.add(subscription);
    return subscription;
  }

  boolean hasSubscriptions() {
    return !subscriptions.isEmpty();
  }

  /**
   * Appends records, after waiting for room, and notes them as in flight before any sink sees them.
   *
   * @return false if the topic was closed and nothing was taken
   */
  boolean append(List<SourceRecord> records, InFlight inFlight) throws InterruptedException {
    long bytes = Batch.bytes(records);
    lock.lockInterruptibly();
    try {
      while (!closed && (abandoned() || !hasRoom(records.size(), bytes))) {
        full = true;
        subscriptions.forEach(Subscription::signal);
        room.await();
      }
      full = false;
      if (closed) {
        return false;
      }
      if (subscriptions.stream().anyMatch(Subscription::abandoned)) {
        inFlight.freeze();
      }
      Batch batch = Batch.of(this, end, records, bytes);
      inFlight.add(batch);
      held.put(batch.first(), batch);
      heldBytes += bytes;
      end = batch.end();
      subscriptions.forEach(Subscription::signal);
      return true;
    } finally {
      lock.unlock();
    }
  }

  private boolean abandoned() {
    return subscriptions.stream().allMatch(Subscription::abandoned);
  }

  private boolean hasRoom(int records, long bytes) {
    return held.isEmpty()
        || (heldBytes + bytes <= maxBytes && end - held.firstKey() + records <= maxRecords);
  }

  /** Whether a source waits for room. */
  boolean full() {
    return full;
  }

  /**
   * The next records from an offset that it {@link #holds}; empty if there are none yet. Small
   * batches are joined.
   */
  List<SinkRecord> read(long offset) {
    lock.lock();
    try {
      if (offset >= end) {
        return List.of();
      }
      Long start = held.floorKey(offset);
      return join(held.tailMap(start).values(), offset);
    } finally {
      lock.unlock();
    }
  }

  /** Whether an offset is still here or yet to come. */
  boolean holds(long offset) {
    lock.lock();
    try {
      return offset >= (held.isEmpty() ? end : held.firstKey());
    } finally {
      lock.unlock();
    }
  }

  /** The offset behind the last record. */
  long end() {
    lock.lock();
    try {
      return end;
    } finally {
      lock.unlock();
    }
  }

  /** Says how to read again what is confirmed and gone; before the first record. */
  void replayWith(Supplier<Replay> starter) {
    replays = starter;
  }

  /**
   * Begins to read again what is gone.
   *
   * @throws ConnectException if that is not possible
   */
  Replay replay(long offset) {
    if (replays == null) {
      throw new ConnectException(
          ("topic %s: offset %d was asked for, but it is confirmed and gone, and only a topic that"
                  + " one source has as its 'topic' can be read again")
              .formatted(name, offset));
    }
    return replays.get();
  }

  private static List<SinkRecord> join(Collection<Batch> batches, long offset) {
    List<SinkRecord> records = List.of();
    long bytes = 0;
    for (Batch batch : batches) {
      bytes += batch.bytes();
      if (records.isEmpty()) {
        int from = (int) (offset - batch.first());
        records = batch.records().subList(from, batch.records().size());
      } else if (records.size() + batch.records().size() <= READ_RECORDS && bytes <= READ_BYTES) {
        records = records instanceof ArrayList ? records : new ArrayList<>(records);
        records.addAll(batch.records());
      } else {
        break;
      }
    }
    return records;
  }

  /** Takes note that a sink has confirmed more, and lets go of what all have confirmed. */
  void onConfirmed() {
    lock.lock();
    try {
      confirmed = least(subscriptions);
      long unread = least(subscriptions.stream().filter(s -> !s.abandoned()).toList());
      while (!held.isEmpty() && held.firstEntry().getValue().end() <= unread) {
        heldBytes -= held.pollFirstEntry().getValue().bytes();
      }
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private long least(List<Subscription> some) {
    return some.stream().mapToLong(Subscription::confirmed).reduce(end, Math::min);
  }

  /** Every record before this offset is confirmed by every sink. */
  long confirmed() {
    return confirmed;
  }

  /** Turns away what is still to come, and wakes sources that wait for room. */
  void close() {
    lock.lock();
    try {
      closed = true;
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
