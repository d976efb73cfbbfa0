package io.picsou.connect.source;

import io.picsou.connect.config.ConnectorSettings;
import io.picsou.connect.config.PluginVersion;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the source connectors have in common: one connector is one replica, which is one task; and
 * delivery is exactly once if the worker supports it, because offsets tell the sequence.
 */
abstract class SingleTaskSourceConnector extends SourceConnector {
  private static final Logger LOG = LoggerFactory.getLogger(SingleTaskSourceConnector.class);

  private final ConnectorSettings settings;
  private final Class<? extends Task> task;
  private final OffsetFormat offsets;
  private Map<String, String> properties;

  SingleTaskSourceConnector(
      ConnectorSettings settings, Class<? extends Task> task, OffsetFormat offsets) {
    this.settings = settings;
    this.task = task;
    this.offsets = offsets;
  }

  @Override
  public final String version() {
    return PluginVersion.current();
  }

  @Override
  public final ConfigDef config() {
    return settings.definition();
  }

  @Override
  public final Config validate(Map<String, String> connectorConfigs) {
    return settings.validate(connectorConfigs);
  }

  @Override
  public final void start(Map<String, String> props) {
    settings.parse(props);
    properties = Map.copyOf(props);
  }

  @Override
  public final Class<? extends Task> taskClass() {
    return task;
  }

  @Override
  public final List<Map<String, String>> taskConfigs(int maxTasks) {
    if (maxTasks > 1) {
      LOG.warn("tasks.max={}: a connector is one replica and runs one task", maxTasks);
    }
    return List.of(properties);
  }

  @Override
  public final void stop() {
    // Nothing runs but the task.
  }

  @Override
  public final ExactlyOnceSupport exactlyOnceSupport(Map<String, String> connectorConfig) {
    return ExactlyOnceSupport.SUPPORTED;
  }

  @Override
  public final boolean alterOffsets(
      Map<String, String> connectorConfig, Map<Map<String, ?>, Map<String, ?>> altered) {
    offsets.check(altered);
    return true;
  }
}
