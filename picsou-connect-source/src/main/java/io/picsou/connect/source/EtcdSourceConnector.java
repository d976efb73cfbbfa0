package io.picsou.connect.source;

import io.picsou.connect.config.ConnectorSettings;
import io.picsou.connect.config.RecordSettings;
import io.picsou.connect.config.RsmSettings;
import io.picsou.connect.config.SettingsGroup;
import io.picsou.rsm.etcd.EtcdConfig;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Reads the committed log of an etcd cluster at one of its members: one revision, one record. */
public final class EtcdSourceConnector extends SingleTaskSourceConnector {
  /** The offset's name for the id of the etcd cluster that was read. */
  static final String CLUSTER_ID = "cluster_id";

  static final OffsetFormat OFFSETS =
      new OffsetFormat(Map.of(CLUSTER_ID, value -> value instanceof String));

  static final ConnectorSettings SETTINGS =
      ConnectorSettings.of(
          RecordSettings.source(),
          RsmSettings.source(),
          new SettingsGroup(
              "etcd",
              EtcdConfig.defineReader(EtcdConfig.defineConnection(new ConfigDef())),
              EtcdSourceConnector::check));

  /** Called by the worker. */
  public EtcdSourceConnector() {
    super(SETTINGS, EtcdSourceTask.class, OFFSETS);
  }

  private static void check(AbstractConfig config) {
    new EtcdConfig(config);
    if (config.getList(EtcdConfig.ENDPOINTS).size() != 1) {
      throw new ConfigException(
          EtcdConfig.ENDPOINTS,
          config.getList(EtcdConfig.ENDPOINTS),
          "a source reads one member, its replica: name exactly one");
    }
  }
}
