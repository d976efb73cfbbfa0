package io.picsou.bench.embedded;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Connector;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.source.SourceConnector;

/**
 * Turns connector files into connectors, collecting every problem on the way instead of stopping at
 * the first.
 */
final class PluginLoader {
  /** Settings that Connect itself knows; the embedded runtime needs no converters. */
  private static final Set<String> FRAMEWORK =
      Set.of(
          ConnectorFile.NAME,
          ConnectorFile.CONNECTOR_CLASS,
          ConnectorFile.TOPICS,
          "tasks.max",
          "tasks.max.enforce",
          "key.converter",
          "value.converter",
          "header.converter",
          "config.action.reload",
          "exactly.once.support");

  private static final List<String> FRAMEWORK_PREFIXES =
      List.of(
          "key.converter.",
          "value.converter.",
          "header.converter.",
          "errors.",
          "producer.override.",
          "consumer.override.",
          "topic.creation.");

  private static final List<String> UNSUPPORTED =
      List.of("transforms", "predicates", "topics.regex");

  private final List<String> problems = new ArrayList<>();

  /** A connector whose settings were checked. */
  record Checked(ConnectorFile file, Connector connector) {
    boolean isSink() {
      return connector instanceof SinkConnector;
    }

    /** The topics that a sink wants. */
    Set<String> topics() {
      Set<String> topics = new TreeSet<>();
      for (String topic : file.settings().getOrDefault(ConnectorFile.TOPICS, "").split(",", -1)) {
        if (!topic.isBlank()) {
          topics.add(topic.trim());
        }
      }
      return topics;
    }
  }

  /**
   * Checks everything that can be checked without starting anything.
   *
   * @throws InvalidConfigurationException with all the problems
   */
  static List<Checked> check(List<ConnectorFile> files) {
    PluginLoader loader = new PluginLoader();
    List<Checked> checked = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ConnectorFile file : files) {
      Connector connector = loader.connector(file);
      if (connector != null) {
        Checked plugin = new Checked(file, connector);
        loader.checkSettings(plugin);
        checked.add(plugin);
      }
      if (file.name() != null && !names.add(file.name())) {
        loader.problem(file, ConnectorFile.NAME, "'" + file.name() + "' is taken by another file");
      }
    }
    if (!loader.problems.isEmpty()) {
      throw new InvalidConfigurationException(loader.problems);
    }
    return checked;
  }

  private void problem(ConnectorFile file, String setting, String message) {
    problems.add(file.origin() + ": " + setting + ": " + message);
  }

  private Connector connector(ConnectorFile file) {
    if (file.name() == null || file.name().isEmpty()) {
      problem(file, ConnectorFile.NAME, "is missing; give every connector a name of its own");
    }
    String className = file.connectorClass();
    if (className == null) {
      problem(file, ConnectorFile.CONNECTOR_CLASS, "is missing");
      return null;
    }
    try {
      Object made = Class.forName(className).getDeclaredConstructor().newInstance();
      if (made instanceof SourceConnector || made instanceof SinkConnector) {
        return (Connector) made;
      }
      problem(file, ConnectorFile.CONNECTOR_CLASS, className + " is no source or sink connector");
    } catch (ClassNotFoundException e) {
      problem(file, ConnectorFile.CONNECTOR_CLASS, "there is no class " + className);
    } catch (ReflectiveOperationException | LinkageError e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      problem(file, ConnectorFile.CONNECTOR_CLASS, className + " cannot be used: " + cause);
    }
    return null;
  }

  private void checkSettings(Checked plugin) {
    ConnectorFile file = plugin.file();
    List<String> complaints = new ArrayList<>();
    try {
      for (ConfigValue value : plugin.connector().validate(file.settings()).configValues()) {
        for (String message : value.errorMessages()) {
          problem(file, value.name(), message);
          complaints.add(value.name() + ' ' + message);
        }
      }
    } catch (ConfigException e) {
      problems.add(file.origin() + ": " + e.getMessage());
    }
    checkKeys(plugin, String.join(" ", complaints));
    if (plugin.isSink() && plugin.topics().isEmpty()) {
      problem(file, ConnectorFile.TOPICS, "is missing; name the topics to read");
    }
  }

  private void checkKeys(Checked plugin, String complaints) {
    ConnectorFile file = plugin.file();
    Set<String> known = plugin.connector().config().names();
    for (String key : new TreeSet<>(file.settings().keySet())) {
      if (UNSUPPORTED.stream().anyMatch(u -> key.equals(u) || key.startsWith(u + "."))) {
        problem(file, key, "is not supported without a Connect worker");
      } else if (!known.contains(key) && !isFramework(key) && !complaints.contains(key)) {
        problem(file, key, "is no setting of " + file.connectorClass());
      }
    }
  }

  private static boolean isFramework(String key) {
    return FRAMEWORK.contains(key) || FRAMEWORK_PREFIXES.stream().anyMatch(key::startsWith);
  }

  /** Starts a checked connector and makes its one task. */
  static <T extends Task> Plugin<T> start(Checked checked, Class<T> type, OffsetsFile offsets) {
    ConnectorFile file = checked.file();
    Connector connector = checked.connector();
    connector.initialize(new PluginContext(file.name(), offsets));
    connector.start(file.settings());
    List<Map<String, String>> tasks = connector.taskConfigs(1);
    if (tasks.size() != 1) {
      throw new InvalidConfigurationException(
          List.of(file.origin() + ": wants " + tasks.size() + " tasks instead of one"));
    }
    try {
      T task = type.cast(connector.taskClass().getDeclaredConstructor().newInstance());
      return new Plugin<>(file.name(), connector, task, tasks.get(0));
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new InvalidConfigurationException(
          List.of(file.origin() + ": its task cannot be used: " + e));
    }
  }
}
