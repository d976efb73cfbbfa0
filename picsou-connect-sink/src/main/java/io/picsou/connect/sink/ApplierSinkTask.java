package io.picsou.connect.sink;

import io.picsou.connect.config.ConnectorSettings;
import io.picsou.connect.config.PluginVersion;
import io.picsou.connect.config.RsmSettings;
import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.EntryApplier;
import io.picsou.rsm.RsmException;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/**
 * Applies the log in a topic to a target, exactly once: the target remembers what was applied.
 * After each batch everything is durable there, and only that is committed.
 */
abstract class ApplierSinkTask extends SinkTask {
  private static final int RUN_BYTES = 1 << 20;

  private final ConnectorSettings settings;
  private AbstractConfig config;
  private RecordEntries entries;
  private TopicLog log;
  private volatile EntryApplier applier;

  ApplierSinkTask(ConnectorSettings settings) {
    this.settings = settings;
  }

  /** Opens the target. */
  abstract EntryApplier open(AbstractConfig parsed, String rsm) throws InterruptedException;

  @Override
  public final String version() {
    return PluginVersion.current();
  }

  @Override
  public final void start(Map<String, String> props) {
    config = settings.parse(props);
    entries = new RecordEntries(config.getString(RsmSettings.ID));
    log = new TopicLog(RUN_BYTES);
  }

  @Override
  public final void open(Collection<TopicPartition> partitions) {
    log.assign(partitions);
  }

  @Override
  public final void put(Collection<SinkRecord> records) {
    try {
      for (SinkRecord record : records) {
        Entry entry = entries.of(record);
        if (log.isNew()) {
          openAt(entry, record);
        }
        log.take(entry, record);
      }
      log.endRun();
      EntryApplier open = applier;
      if (open != null) {
        apply(open);
      }
    } catch (RsmException e) {
      throw SinkErrors.of(e);
    } catch (InterruptedException e) {
      throw SinkErrors.interrupted(e);
    }
  }

  private void openAt(Entry entry, SinkRecord record) throws InterruptedException {
    if (entries.rsm().isEmpty()) {
      throw new ConnectException(
          "%s does not tell whose entry it is, so name that in the setting %s."
              .formatted(RecordEntries.place(record), RsmSettings.ID));
    }
    EntryApplier opened = open(config, entries.rsm());
    if (entry.sequence() > opened.applied() + 1) {
      opened.close();
      throw new ConnectException(
          "%s is entry %d, but the target needs entry %d next: entries between are no longer in the"
                  .formatted(RecordEntries.place(record), entry.sequence(), opened.applied() + 1)
              + " topic, or the connector's offsets are ahead of the target. Reset the offsets, or"
              + " write the topic anew from the log.");
    }
    applier = opened;
  }

  /** Applies what waits. What fails stays, for the worker to have it tried again. */
  private void apply(EntryApplier open) throws InterruptedException {
    for (Frame run = log.peek(); run != null; run = log.peek()) {
      open.apply(run);
      log.remove();
    }
    open.flush();
  }

  @Override
  public final Map<TopicPartition, OffsetAndMetadata> preCommit(
      Map<TopicPartition, OffsetAndMetadata> currentOffsets) {
    EntryApplier open = applier;
    return open == null ? Map.of() : log.safe(open.applied());
  }

  /** The partition goes elsewhere; if it comes back, it starts from what was committed. */
  @Override
  public final void close(Collection<TopicPartition> partitions) {
    stop();
    log = new TopicLog(RUN_BYTES);
  }

  /** May be called by any thread. */
  @Override
  public final void stop() {
    EntryApplier open = applier;
    applier = null;
    if (open != null) {
      open.close();
    }
  }
}
