package io.picsou.connect.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;

/**
 * All settings of one kind of connector. Stricter than Connect itself: a key that looks like one of
 * ours and is not defined is an error. Immutable and thread-safe.
 */
public final class ConnectorSettings {
  private final List<SettingsGroup> groups;
  private final ConfigDef definition = new ConfigDef();

  private ConnectorSettings(List<SettingsGroup> groups) {
    this.groups = groups;
    groups.forEach(this::addAll);
  }

  /** The settings of all the groups, to be shown in this order. No two may share a key. */
  public static ConnectorSettings of(SettingsGroup... groups) {
    return new ConnectorSettings(List.of(groups));
  }

  /** Every key, with group, order, width and display name, also where its group left them out. */
  public ConfigDef definition() {
    return definition;
  }

  /**
   * Parses and checks settings.
   *
   * @throws ConfigException naming the key that is wrong, missing or unknown
   */
  public AbstractConfig parse(Map<String, String> settings) {
    Map<String, String> unknown = UnknownSettings.find(definition.names(), settings.keySet());
    if (!unknown.isEmpty()) {
      throw new ConfigException(String.join(" ", unknown.values()));
    }
    AbstractConfig config = new AbstractConfig(definition, settings, false);
    groups.forEach(group -> group.rules().accept(config));
    return config;
  }

  /** Checks settings and reports every error that can be told, each at the key it is about. */
  public Config validate(Map<String, String> settings) {
    Map<String, ConfigValue> values = new LinkedHashMap<>();
    definition.validate(settings).forEach(value -> values.put(value.name(), value));
    for (SettingsGroup group : groups) {
      if (isValid(group, values)) {
        applyRules(group, settings, values);
      }
    }
    // The worker counts errors at defined keys only, so these are put at the nearest one.
    UnknownSettings.find(definition.names(), settings.keySet())
        .forEach(
            (key, message) ->
                values
                    .get(UnknownSettings.nearest(definition.names(), key))
                    .addErrorMessage(message));
    return new Config(new ArrayList<>(values.values()));
  }

  private static boolean isValid(SettingsGroup group, Map<String, ConfigValue> values) {
    Set<String> names = group.definition().names();
    return names.stream().allMatch(name -> values.get(name).errorMessages().isEmpty());
  }

  private static void applyRules(
      SettingsGroup group, Map<String, String> settings, Map<String, ConfigValue> values) {
    try {
      group.rules().accept(new AbstractConfig(group.definition(), settings, false));
    } catch (ConfigException e) {
      String key = Culprit.of(e.getMessage(), group.definition().names(), settings.keySet());
      values
          .computeIfAbsent(
              key, name -> new ConfigValue(name, settings.get(name), List.of(), new ArrayList<>()))
          .addErrorMessage(e.getMessage());
    }
  }

  private void addAll(SettingsGroup group) {
    int order = 0;
    for (ConfigKey key : group.definition().configKeys().values()) {
      definition.define(
          key.name,
          key.type,
          key.defaultValue,
          key.validator,
          key.importance,
          key.documentation,
          key.group == null ? group.name() : key.group,
          key.group == null ? ++order : key.orderInGroup,
          KeyDisplay.width(key),
          KeyDisplay.name(key),
          key.dependents,
          key.recommender);
    }
  }
}
