package io.picsou.connect.source;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.EntryCodec;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.CommittedLogReader;
import io.picsou.rsm.file.FileConfig;
import io.picsou.rsm.file.FileLogReader;
import io.picsou.rsm.file.FileLogReader.IfMissing;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;

/** Reads a log file. Offsets carry the place in the file, so that no restart has to search it. */
public final class FileSourceTask extends LogSourceTask {
  private FileLogReader file;
  private long position;

  /** Called by the worker. */
  public FileSourceTask() {
    super(FileSourceConnector.SETTINGS, FileSourceConnector.OFFSETS);
  }

  @Override
  CommittedLogReader open(AbstractConfig config, Map<String, Object> offset) {
    Number place = (Number) offset.getOrDefault(FileSourceConnector.POSITION, 0L);
    file =
        FileLogReader.open(
            new FileConfig(config).path(),
            OffsetFormat.sequence(offset),
            place.longValue(),
            IfMissing.WAIT);
    return file;
  }

  @Override
  void onRead(Frame run) {
    position = file.offset() - run.sizeBytes();
  }

  @Override
  Map<String, Object> offset(Entry entry) {
    position += EntryCodec.encodedBytes(entry);
    return Map.of(OffsetFormat.SEQUENCE, entry.sequence(), FileSourceConnector.POSITION, position);
  }
}
