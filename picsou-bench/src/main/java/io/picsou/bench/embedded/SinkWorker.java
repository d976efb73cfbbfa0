package io.picsou.bench.embedded;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/**
 * Puts the records of its topics into one sink task and asks it regularly, by {@code preCommit},
 * what is safe. As in a Connect worker, a batch that failed with a {@link RetriableException} is
 * put again, and an idle task gets empty batches.
 */
final class SinkWorker extends Worker {
  /** The pause between two empty batches, and the longest wait for records. */
  private static final Duration IDLE = Duration.ofMillis(100);

  /** The shortest pause between two {@code preCommit} calls, when a topic is full. */
  private static final Duration HURRY = Duration.ofMillis(5);

  private final SinkTask task;
  private final Map<String, String> taskSettings;
  private final Map<TopicPartition, Subscription> subscriptions = new LinkedHashMap<>();
  private final long commitNanos;
  private final Runnable onConfirmed;
  private final Retries putRetries;
  private final Retries commitRetries;
  private SinkContext context;
  private long lastCommit;
  private final AtomicLong confirmed = new AtomicLong();
  private final AtomicLong put = new AtomicLong();

  SinkWorker(
      Plugin<SinkTask> plugin,
      Duration commitInterval,
      Runnable onConfirmed,
      BiConsumer<String, Throwable> onFailure) {
    super(plugin.name(), onFailure);
    this.task = plugin.task();
    this.taskSettings = plugin.taskSettings();
    this.commitNanos = commitInterval.toNanos();
    this.onConfirmed = onConfirmed;
    this.putRetries = new Retries(plugin.name());
    this.commitRetries = new Retries(plugin.name());
  }

  /** Adds a topic to read; before the start. */
  void subscribe(Topic topic) {
    subscriptions.put(topic.partition(), topic.subscribe(this::wake));
  }

  @Override
  void work() throws InterruptedException {
    Set<TopicPartition> assignment = Set.copyOf(subscriptions.keySet());
    context = new SinkContext(taskSettings, assignment);
    task.initialize(context);
    try {
      task.start(taskSettings);
      task.open(assignment);
      lastCommit = System.nanoTime();
      serve();
      task.close(assignment);
    } finally {
      subscriptions.values().forEach(Subscription::close);
      task.stop();
    }
  }

  private void serve() throws InterruptedException {
    try {
      while (!stopping()) {
        step();
      }
    } catch (RuntimeException | Error failure) {
      confirmLast(failure);
      throw failure;
    }
    commit();
  }

  /** As in a Connect worker, a task that failed is asked once more what is safe. */
  private void confirmLast(Throwable failure) throws InterruptedException {
    try {
      commit();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  void afterFailure() {
    subscriptions.values().forEach(Subscription::abandon);
  }

  private void step() throws InterruptedException {
    context.takeSeeks().forEach(this::seek);
    boolean moved = putNext();
    if (commitDue()) {
      commit();
    }
    if (!moved) {
      long untilCommit = commitNanos - (System.nanoTime() - lastCommit);
      park(Math.min(IDLE.toNanos(), untilCommit));
    }
  }

  private void seek(TopicPartition partition, long offset) {
    Subscription subscription = subscriptions.get(partition);
    if (subscription == null) {
      throw new IllegalArgumentException("offset() for " + partition + ", which is not assigned");
    }
    subscription.seek(offset);
  }

  private boolean putNext() throws InterruptedException {
    boolean found = false;
    boolean moved = false;
    for (Subscription subscription : subscriptions.values()) {
      if (!context.paused(subscription.topic().partition())) {
        List<SinkRecord> records = subscription.read();
        found |= !records.isEmpty();
        moved |= !records.isEmpty() && put(records);
      }
    }
    if (!found) {
      put(List.of());
    }
    return moved;
  }

  /** Puts records into the task; returns whether it took some. */
  private boolean put(List<SinkRecord> records) {
    try {
      task.put(records);
    } catch (RetriableException e) {
      Duration backoff = putRetries.failed(e, System.nanoTime());
      pause(context.takeTimeout(backoff));
      return false;
    }
    putRetries.succeeded();
    if (!records.isEmpty()) {
      SinkRecord last = records.get(records.size() - 1);
      subscriptions
          .get(new TopicPartition(last.topic(), last.kafkaPartition()))
          .seek(last.kafkaOffset() + 1);
      put.addAndGet(records.size());
    }
    return !records.isEmpty();
  }

  private boolean commitDue() {
    long since = System.nanoTime() - lastCommit;
    if (since >= commitNanos || context.takeCommitRequest()) {
      return true;
    }
    return since >= HURRY.toNanos()
        && subscriptions.values().stream().anyMatch(s -> s.topic().full());
  }

  private void commit() {
    Map<TopicPartition, OffsetAndMetadata> current = new HashMap<>();
    subscriptions.forEach((tp, s) -> current.put(tp, new OffsetAndMetadata(s.position())));
    lastCommit = System.nanoTime();
    Map<TopicPartition, OffsetAndMetadata> safe;
    try {
      safe = task.preCommit(current);
      commitRetries.succeeded();
    } catch (RetriableException e) {
      pause(commitRetries.failed(e, System.nanoTime()));
      return;
    }
    boolean news = false;
    for (Map.Entry<TopicPartition, OffsetAndMetadata> entry : safe.entrySet()) {
      Subscription subscription = subscriptions.get(entry.getKey());
      if (subscription != null) {
        long offset = Math.min(entry.getValue().offset(), subscription.position());
        confirmed.addAndGet(Math.max(0, offset - subscription.confirmed()));
        news |= subscription.confirm(offset);
      }
    }
    if (news) {
      onConfirmed.run();
    }
  }

  /** Whether the task has confirmed everything that is in its topics. */
  boolean drained() {
    return subscriptions.values().stream().allMatch(s -> s.confirmed() >= s.topic().end());
  }

  /** How many records the task has taken. */
  long putRecords() {
    return put.get();
  }

  /** How many of those are safe. */
  long confirmedRecords() {
    return confirmed.get();
  }
}
