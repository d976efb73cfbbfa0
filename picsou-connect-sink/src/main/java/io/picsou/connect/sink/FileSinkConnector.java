package io.picsou.connect.sink;

import io.picsou.connect.config.ConnectorSettings;
import io.picsou.connect.config.RecordSettings;
import io.picsou.connect.config.RsmSettings;
import io.picsou.connect.config.SettingsGroup;
import io.picsou.rsm.file.FileConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Writes a log to a file: byte for byte the file that its entries were read from. */
public final class FileSinkConnector extends SingleTaskSinkConnector {
  static final ConnectorSettings SETTINGS =
      ConnectorSettings.of(
          RecordSettings.sink(),
          RsmSettings.sink(),
          new SettingsGroup("Log file", FileConfig.define(new ConfigDef())));

  /** Called by the worker. */
  public FileSinkConnector() {
    super(SETTINGS, FileSinkTask.class);
  }
}
