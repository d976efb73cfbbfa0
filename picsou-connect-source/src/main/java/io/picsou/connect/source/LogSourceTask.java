package io.picsou.connect.source;

import io.picsou.connect.config.ConnectorSettings;
import io.picsou.connect.config.PluginVersion;
import io.picsou.connect.config.RecordSettings;
import io.picsou.connect.config.RsmSettings;
import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.CommittedLogReader;
import io.picsou.rsm.RsmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/** Reads a committed log from where the stored offset says, and makes its entries records. */
abstract class LogSourceTask extends SourceTask {
  /** The longest that {@link #poll} keeps the worker's thread. */
  static final Duration POLL_WAIT = Duration.ofSeconds(1);

  private final ConnectorSettings settings;
  private final OffsetFormat offsets;
  private volatile CommittedLogReader reader;
  private EntryRecords records;
  private int maxBytes;
  private int maxRecords;
  private Frame rest;

  LogSourceTask(ConnectorSettings settings, OffsetFormat offsets) {
    this.settings = settings;
    this.offsets = offsets;
  }

  /** Opens the log behind the entry of a stored offset. */
  abstract CommittedLogReader open(AbstractConfig config, Map<String, Object> offset);

  /** Told of every run that was read, before its entries' offsets are asked for. */
  void onRead(Frame run) {}

  /** The source offset of an entry, asked for once each, in order. */
  abstract Map<String, Object> offset(Entry entry);

  @Override
  public final String version() {
    return PluginVersion.current();
  }

  @Override
  public final void start(Map<String, String> props) {
    AbstractConfig config = settings.parse(props);
    String rsm = config.getString(RsmSettings.ID);
    records = new EntryRecords(config.getString(RecordSettings.TOPIC), rsm);
    maxBytes = config.getInt(RecordSettings.MAX_BYTES);
    maxRecords = config.getInt(RecordSettings.MAX_RECORDS);
    try {
      reader = open(config, offsets.stored(context, rsm));
    } catch (RsmException e) {
      throw SourceErrors.of(e);
    }
  }

  @Override
  public final List<SourceRecord> poll() throws InterruptedException {
    CommittedLogReader open = reader;
    Frame run = open == null ? null : next(open);
    if (run == null) {
      return null;
    }
    List<SourceRecord> batch = new ArrayList<>(run.count());
    for (Entry entry : run.entries()) {
      batch.add(records.of(entry, offset(entry)));
    }
    return batch;
  }

  /** The next run, of {@code maxRecords} at most. */
  private Frame next(CommittedLogReader open) throws InterruptedException {
    Frame run = rest == null ? read(open) : rest;
    if (run == null || run.count() <= maxRecords) {
      rest = null;
      return run;
    }
    rest = run.slice(run.first() + maxRecords, run.last());
    return run.slice(run.first(), run.first() + maxRecords - 1);
  }

  private Frame read(CommittedLogReader open) throws InterruptedException {
    try {
      Frame run = open.read(maxBytes, POLL_WAIT);
      if (run != null) {
        onRead(run);
      }
      return run;
    } catch (RsmException e) {
      throw SourceErrors.of(e);
    }
  }

  @Override
  public final void stop() {
    CommittedLogReader open = reader;
    reader = null;
    if (open != null) {
      open.close();
    }
  }
}
