package io.picsou.connect.source;

import io.picsou.connect.config.ConnectorSettings;
import io.picsou.connect.config.RecordSettings;
import io.picsou.connect.config.SettingsGroup;
import io.picsou.core.protocol.Side;
import io.picsou.transport.LinkConfig;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * The receiving end of a link at one replica of the receiving cluster: delivers the sending
 * cluster's log to a topic, each entry once and in order.
 */
public final class PicsouSourceConnector extends SingleTaskSourceConnector {
  static final OffsetFormat OFFSETS = new OffsetFormat(Map.of());

  static final ConnectorSettings SETTINGS =
      ConnectorSettings.of(
          RecordSettings.source(),
          new SettingsGroup(
              "Link", LinkConfig.define(new ConfigDef()), PicsouSourceConnector::link));

  /** Called by the worker. */
  public PicsouSourceConnector() {
    super(SETTINGS, PicsouSourceTask.class, OFFSETS);
  }

  /** Reads the link, of which this connector is on the receiving side. */
  static LinkConfig link(AbstractConfig config) {
    return new LinkConfig(config, Side.RECEIVING);
  }
}
