package io.picsou.bench.replica;

import io.picsou.core.protocol.Side;
import io.picsou.transport.LinkConfig;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Reads a link's settings exactly as a connector does: so defaults are what a user gets. */
public final class LinkSettings {
  private LinkSettings() {}

  /**
   * @throws org.apache.kafka.common.config.ConfigException naming the setting that is wrong
   */
  public static LinkConfig read(Map<String, String> settings, Side side) {
    ConfigDef definition = LinkConfig.define(new ConfigDef());
    settings.keySet().stream()
        .filter(key -> !definition.names().contains(key))
        .findFirst()
        .ifPresent(
            key -> {
              throw new IllegalArgumentException("a link has no setting " + key);
            });
    return new LinkConfig(new AbstractConfig(definition, settings, false), side);
  }
}
