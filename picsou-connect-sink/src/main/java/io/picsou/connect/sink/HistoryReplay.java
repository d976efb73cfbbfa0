package io.picsou.connect.sink;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads old entries again, which a receiver needs that was away for long. For this the task leaves
 * the front of the topic for a moment: seeks back, finds the place, passes on what is wanted, and
 * seeks to the front again. A budget and a pause keep these excursions from holding up new entries,
 * and a receiver that lies from making the sender read for ever.
 */
final class HistoryReplay {
  /** The pause between two excursions. */
  static final Duration PAUSE = Duration.ofMillis(200);

  /** The pause after one that found the entry gone from the topic. */
  static final Duration GONE_PAUSE = Duration.ofMinutes(1);

  /** The most that one excursion reads of what is wanted. */
  static final long BUDGET_BYTES = 16L << 20;

  /** The longest that an excursion takes. */
  static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final int RUN_BYTES = 256 << 10;
  private static final Logger LOG = LoggerFactory.getLogger(HistoryReplay.class);

  private enum State {
    /** At the front of the topic. */
    HOME,
    /** Sought back; whether far enough, the next record tells. */
    SEARCHING,
    /** Passing on. */
    FEEDING,
    /** Sought to the front, where the next record comes from. */
    RETURNING
  }

  private final Sender sender;
  private final TopicLog log;
  private final LongConsumer seek;
  private final OffsetIndex index = new OffsetIndex();
  private final List<Entry> run = new ArrayList<>();
  private State state = State.HOME;
  private long runBytes;

  /** The next sequence to pass on. */
  private long next;

  /** Whether there is nothing to be found any further back. */
  private boolean furthest;

  private long spread;
  private long budget;
  private long startedNanos;
  private long endedNanos;
  private Duration pause = PAUSE;

  /**
   * @param seek has the worker go on reading from an offset
   */
  HistoryReplay(Sender sender, TopicLog log, LongConsumer seek, long nowNanos) {
    this.sender = sender;
    this.log = log;
    this.seek = seek;
    this.endedNanos = nowNanos - PAUSE.toNanos();
  }

  /** Learns where an entry is. */
  void saw(Entry entry, SinkRecord record) {
    index.add(entry.sequence(), record.kafkaOffset());
  }

  /** Whether the worker's position is not, or not yet surely, at the front. */
  boolean isAway() {
    return state != State.HOME;
  }

  /** To be called with each batch first: whether it is history, and not from the front. */
  boolean ownsBatch() {
    if (state == State.RETURNING) {
      state = State.HOME;
    }
    return state != State.HOME;
  }

  /** Leaves the front if a receiver wants old entries, and the last time is long enough ago. */
  void leaveIfWanted(long nowNanos) {
    long wanted = sender.historyWanted();
    if (state == State.HOME
        && wanted > 0
        && wanted <= log.last()
        && nowNanos - endedNanos >= pause.toNanos()) {
      next = wanted;
      spread = 1;
      budget = BUDGET_BYTES;
      startedNanos = nowNanos;
      search();
    }
  }

  private void search() {
    long offset = index.before(next, spread);
    furthest = offset == 0 || index.reaches(next);
    spread *= 2;
    state = State.SEARCHING;
    seek.accept(offset);
  }

  /**
   * Takes a record that was read while away.
   *
   * @return whether to go on with the batch; if not, the rest of it is of no use
   */
  boolean take(Entry entry, SinkRecord record, long nowNanos) throws InterruptedException {
    saw(entry, record);
    if (state == State.SEARCHING && entry.sequence() > next && !furthest) {
      search();
      return false;
    }
    if (entry.sequence() > next) {
      return giveUp(entry, record, nowNanos);
    }
    state = State.FEEDING;
    if (entry.sequence() == next) {
      next++;
      run.add(entry);
      runBytes += entry.payload() == null ? 0 : entry.payload().length;
    }
    if (runBytes >= RUN_BYTES || entry.sequence() == log.last()) {
      pass(nowNanos);
    }
    return state == State.FEEDING;
  }

  /**
   * What is wanted is no longer in the topic. That does not fail the task: a receiver that lies, or
   * one that was away for too long, must not stop the link for the others.
   */
  private boolean giveUp(Entry entry, SinkRecord record, long nowNanos) {
    LOG.error(
        "A receiver needs entry {}, which is no longer in the topic: {}, the first after it, is"
            + " entry {}. Give that receiver its entries from another replica, or write the topic"
            + " anew from the log; and keep more in it (retention.ms, retention.bytes). Next try"
            + " in {}.",
        next,
        RecordEntries.place(record),
        entry.sequence(),
        GONE_PAUSE);
    goHome(nowNanos);
    pause = GONE_PAUSE;
    return false;
  }

  /** To be called after each batch. */
  void endBatch(long nowNanos) throws InterruptedException {
    if (state == State.FEEDING) {
      pass(nowNanos);
    }
    if ((state == State.FEEDING || state == State.SEARCHING)
        && nowNanos - startedNanos >= TIMEOUT.toNanos()) {
      LOG.warn("Entry {} was not found in the topic within {}; trying again", next, TIMEOUT);
      goHome(nowNanos);
    }
  }

  private void pass(long nowNanos) throws InterruptedException {
    if (!run.isEmpty()) {
      sender.history(Frame.of(run));
      budget -= runBytes;
      run.clear();
      runBytes = 0;
    }
    if (sender.historyWanted() != next || next > log.last() || budget <= 0) {
      goHome(nowNanos);
    }
  }

  private void goHome(long nowNanos) {
    state = State.RETURNING;
    endedNanos = nowNanos;
    pause = PAUSE;
    run.clear();
    runBytes = 0;
    seek.accept(log.nextOffset());
  }
}
