package io.picsou.connect.sink;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.EntryCodec;
import io.picsou.core.entry.Frame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The log in a topic partition: checks that the records continue it, gathers their entries into
 * runs for the target, and knows which offset is safe once the target has got to a sequence.
 *
 * <p>What it gathers is bounded by what the worker hands to the task in one batch, as long as the
 * task pauses the partition while something waits.
 */
final class TopicLog {
  private final int runBytes;
  private final ArrayDeque<Frame> waiting = new ArrayDeque<>();
  private final List<Entry> run = new ArrayList<>();
  private final OffsetRuns offsets = new OffsetRuns();
  private TopicPartition partition;
  private long gatheredBytes;
  private long last = -1;
  private long nextOffset;

  /**
   * @param runBytes about how large a run may be; at least one entry always fits
   */
  TopicLog(int runBytes) {
    this.runBytes = runBytes;
  }

  /**
   * Takes the partition that the log is in.
   *
   * @throws ConnectException if there are several
   */
  void assign(Collection<TopicPartition> partitions) {
    for (TopicPartition each : partitions) {
      if (partition != null && !partition.equals(each)) {
        throw new ConnectException(
            "Partitions %s and %s are both assigned, but a log is one partition of one topic."
                    .formatted(partition, each)
                + " Name one topic with one partition in the setting topics.");
      }
      partition = each;
    }
  }

  TopicPartition partition() {
    return partition;
  }

  /** Whether no record has come yet. */
  boolean isNew() {
    return last < 0;
  }

  /** The sequence of the last entry that came, or -1. */
  long last() {
    return last;
  }

  /** The offset behind the last record that came. */
  long nextOffset() {
    return nextOffset;
  }

  /**
   * Takes an entry. One that came before is skipped: after a restart, or in the topic of a source
   * that delivers at least once, records repeat.
   *
   * @throws ConnectException if entries are missing before it
   */
  void take(Entry entry, SinkRecord record) {
    long sequence = entry.sequence();
    if (isNew()) {
      last = sequence - 1;
    }
    if (sequence > last + 1) {
      throw new ConnectException(
          "%s is entry %d, but entry %d belongs there: entries are missing in the topic. It must"
                  .formatted(RecordEntries.place(record), sequence, last + 1)
              + " have one writer, neither compaction nor skipped records; write it anew from the"
              + " log.");
    }
    nextOffset = record.kafkaOffset() + 1;
    if (sequence == last + 1) {
      offsets.add(sequence, record.originalKafkaOffset());
      gather(entry);
      last = sequence;
    }
  }

  private void gather(Entry entry) {
    long bytes = EntryCodec.encodedBytes(entry);
    if (gatheredBytes + bytes > runBytes) {
      endRun();
    }
    run.add(entry);
    gatheredBytes += bytes;
  }

  /** Makes what was gathered a run, to be called after the last record of a batch. */
  void endRun() {
    if (!run.isEmpty()) {
      waiting.add(Frame.of(run));
      run.clear();
      gatheredBytes = 0;
    }
  }

  /** The next run for the target, or null. It stays until {@link #remove}. */
  Frame peek() {
    return waiting.peek();
  }

  /** Removes the run that {@link #peek} gave: the target has taken it. */
  void remove() {
    waiting.remove();
  }

  /**
   * The offset to commit when everything up to a sequence is safe; empty if there is none yet. The
   * sequence never goes down.
   */
  Map<TopicPartition, OffsetAndMetadata> safe(long sequence) {
    long offset = offsets.behind(sequence);
    return offset < 0 ? Map.of() : Map.of(partition, new OffsetAndMetadata(offset));
  }
}
