package io.picsou.connect.config;

import java.util.function.Consumer;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Settings that belong together.
 *
 * @param name the title under which they are shown, unless a key's definition names another
 * @param definition the keys
 * @param rules what the types of single keys do not say; throws {@link
 *     org.apache.kafka.common.config.ConfigException} naming the offending key. It is given a
 *     configuration that has at least the keys of this group, each valid for itself, and all
 *     originals.
 */
public record SettingsGroup(String name, ConfigDef definition, Consumer<AbstractConfig> rules) {
  /** A group whose keys need no rules beyond their own. */
  public SettingsGroup(String name, ConfigDef definition) {
    this(name, definition, config -> {});
  }
}
