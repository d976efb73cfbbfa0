package io.picsou.connect.sink;

import io.picsou.connect.config.ConnectorSettings;
import io.picsou.connect.config.PluginVersion;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the sink connectors have in common: one connector is one replica, which is one task. */
abstract class SingleTaskSinkConnector extends SinkConnector {
  private static final Logger LOG = LoggerFactory.getLogger(SingleTaskSinkConnector.class);

  private final ConnectorSettings settings;
  private final Class<? extends Task> task;
  private Map<String, String> properties;

  SingleTaskSinkConnector(ConnectorSettings settings, Class<? extends Task> task) {
    this.settings = settings;
    this.task = task;
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
}
