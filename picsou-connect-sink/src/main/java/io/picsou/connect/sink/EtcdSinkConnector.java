package io.picsou.connect.sink;

import io.picsou.connect.config.ConnectorSettings;
import io.picsou.connect.config.RecordSettings;
import io.picsou.connect.config.RsmSettings;
import io.picsou.connect.config.SettingsGroup;
import io.picsou.rsm.etcd.EtcdConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Applies the log of an etcd cluster to another one: each revision whole, in order, exactly once.
 */
public final class EtcdSinkConnector extends SingleTaskSinkConnector {
  static final ConnectorSettings SETTINGS =
      ConnectorSettings.of(
          RecordSettings.sink(),
          RsmSettings.sink(),
          new SettingsGroup(
              "etcd",
              EtcdConfig.defineApplier(EtcdConfig.defineConnection(new ConfigDef())),
              EtcdConfig::new));

  /** Called by the worker. */
  public EtcdSinkConnector() {
    super(SETTINGS, EtcdSinkTask.class);
  }
}
