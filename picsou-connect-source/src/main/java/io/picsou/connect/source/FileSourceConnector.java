package io.picsou.connect.source;

import io.picsou.connect.config.ConnectorSettings;
import io.picsou.connect.config.RecordSettings;
import io.picsou.connect.config.RsmSettings;
import io.picsou.connect.config.SettingsGroup;
import io.picsou.rsm.file.FileConfig;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

/** Reads a log file, and follows it as it grows: one entry, one record. */
public final class FileSourceConnector extends SingleTaskSourceConnector {
  /** The offset's name for the byte of the file behind the entry. */
  static final String POSITION = "position";

  static final OffsetFormat OFFSETS = new OffsetFormat(Map.of(POSITION, OffsetFormat::isWhole));

  static final ConnectorSettings SETTINGS =
      ConnectorSettings.of(
          RecordSettings.source(),
          RsmSettings.source(),
          new SettingsGroup("Log file", FileConfig.define(new ConfigDef())));

  /** Called by the worker. */
  public FileSourceConnector() {
    super(SETTINGS, FileSourceTask.class, OFFSETS);
  }
}
