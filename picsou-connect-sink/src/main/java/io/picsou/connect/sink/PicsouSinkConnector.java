package io.picsou.connect.sink;

import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;

import io.picsou.connect.config.ConnectorSettings;
import io.picsou.connect.config.RecordSettings;
import io.picsou.connect.config.SettingsGroup;
import io.picsou.core.protocol.Side;
import io.picsou.transport.LinkConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/**
 * The sending end of a link at one replica of the sending cluster: transmits this replica's share
 * of the log in a topic, and commits offsets up to the contiguous QUACK.
 */
public final class PicsouSinkConnector extends SingleTaskSinkConnector {
  static final String STALL_TIMEOUT = "picsou.stall.timeout.ms";

  static final ConnectorSettings SETTINGS =
      ConnectorSettings.of(
          RecordSettings.sink(),
          new SettingsGroup("Link", LinkConfig.define(new ConfigDef()), PicsouSinkConnector::link),
          new SettingsGroup(
              "Supervision",
              new ConfigDef()
                  .define(
                      STALL_TIMEOUT,
                      ConfigDef.Type.LONG,
                      300_000L,
                      atLeast(0),
                      Importance.MEDIUM,
                      "How long entries may wait without any of them being acknowledged by enough"
                          + " receivers before the task fails and says what it knows of each"
                          + " receiver; 0 waits for ever.")));

  /** Called by the worker. */
  public PicsouSinkConnector() {
    super(SETTINGS, PicsouSinkTask.class);
  }

  /** Reads the link, of which this connector is on the sending side. */
  static LinkConfig link(AbstractConfig config) {
    return new LinkConfig(config, Side.SENDING);
  }
}
