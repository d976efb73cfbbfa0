package io.picsou.bench.embedded;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls one source task into its topics. As in a Connect worker, {@code commitRecord} and {@code
 * commit} come from another thread than {@code poll}.
 */
final class SourceWorker extends Worker {
  private static final String TOPIC = "topic";

  /** How often a failed task looks whether its last records are safe, should it not be told. */
  private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final Logger log = LoggerFactory.getLogger(SourceWorker.class);

  private final SourceTask task;
  private final Map<String, String> taskSettings;
  private final Map<String, Topic> topics;
  private final OffsetsFile offsets;
  private final InFlight inFlight = new InFlight();
  private final Retries retries;
  private final AtomicLong polled = new AtomicLong();
  private final AtomicLong committed = new AtomicLong();
  private volatile boolean started;
  private volatile boolean settled;

  SourceWorker(
      Plugin<SourceTask> plugin,
      Map<String, Topic> topics,
      OffsetsFile offsets,
      BiConsumer<String, Throwable> onFailure) {
    super(plugin.name(), onFailure);
    this.task = plugin.task();
    this.taskSettings = plugin.taskSettings();
    this.topics = topics;
    this.offsets = offsets;
    this.retries = new Retries(plugin.name());
  }

  @Override
  void work() throws InterruptedException {
    task.initialize(new Context());
    started = true;
    task.start(taskSettings);
    while (!stopping()) {
      List<SourceRecord> records = poll();
      if (records != null && !records.isEmpty() && !append(records)) {
        return;
      }
    }
  }

  /**
   * As in a Connect worker, what the task had sent before it failed is still delivered and its
   * offsets are saved; only then the task is stopped.
   */
  @Override
  void afterFailure() {
    while (!settled && !stopping()) {
      park(SETTLE_NANOS);
    }
    try {
      stopTask();
    } catch (RuntimeException e) {
      log.warn("{} failed to stop", name(), e);
    }
  }

  private List<SourceRecord> poll() throws InterruptedException {
    try {
      List<SourceRecord> records = task.poll();
      retries.succeeded();
      return records;
    } catch (RetriableException e) {
      pause(retries.failed(e, System.nanoTime()));
      return null;
    }
  }

  private boolean append(List<SourceRecord> records) throws InterruptedException {
    for (int from = 0; from < records.size(); ) {
      String topic = records.get(from).topic();
      int to = from + 1;
      while (to < records.size() && records.get(to).topic().equals(topic)) {
        to++;
      }
      if (!topic(topic).append(records.subList(from, to), inFlight)) {
        return false;
      }
      from = to;
    }
    polled.addAndGet(records.size());
    return true;
  }

  private Topic topic(String name) {
    Topic topic = topics.get(name);
    if (topic == null || !topic.hasSubscriptions()) {
      throw new ConnectException(
          "a record is for topic '%s', which no sink connector of this process has in '%s'"
              .formatted(name, ConnectorFile.TOPICS));
    }
    return topic;
  }

  /** The topic in the task's settings, by the name that is usual for it; null if there is none. */
  String ownTopic() {
    return taskSettings.get(TOPIC);
  }

  /** Reads a topic of this source from its beginning, beside the running task. */
  Replay replay(Topic topic) {
    return Replay.start(topic, task.getClass(), taskSettings);
  }

  /** Takes out what the sinks have confirmed since the last call. */
  List<InFlight.Released> release() {
    return inFlight.release();
  }

  /**
   * Tells the task that records are safe for good: at the sinks and in the offsets file. As in a
   * Connect worker, a task that cannot bear to hear it goes on all the same.
   */
  void committed(List<InFlight.Released> released) throws InterruptedException {
    try {
      tell(released);
    } catch (RuntimeException e) {
      log.error("{} failed to take note of confirmed records", name(), e);
    }
    released.forEach(run -> committed.addAndGet(run.records().size()));
  }

  /** Lets a failed task end once nothing of it is on its way; after {@link #committed}. */
  void settle() {
    if (failed() && drained()) {
      settled = true;
      wake();
    }
  }

  private void tell(List<InFlight.Released> released) throws InterruptedException {
    for (InFlight.Released run : released) {
      long offset = run.first();
      for (SourceRecord record : run.records()) {
        task.commitRecord(
            record, new RecordMetadata(run.topic().partition(), offset++, 0, -1L, -1, -1));
      }
    }
    task.commit();
  }

  /** How many records the task has handed over. */
  long polled() {
    return polled.get();
  }

  /** How many of those are safe for good. */
  long committedRecords() {
    return committed.get();
  }

  boolean drained() {
    return inFlight.isEmpty();
  }

  /** Stops the task if that was not done yet, after the last poll. */
  void stopTask() {
    if (started) {
      started = false;
      task.stop();
    }
  }

  private final class Context implements SourceTaskContext {
    @Override
    public Map<String, String> configs() {
      return taskSettings;
    }

    @Override
    public OffsetStorageReader offsetStorageReader() {
      return offsets.reader(name());
    }
  }
}
