package io.picsou.rsm.file;

import java.nio.file.Path;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyStringWithoutControlChars;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * The settings of a log file, as a fragment of the configuration of the connectors that read or
 * write one. Immutable and thread-safe.
 */
public final class FileConfig {
  public static final String PATH = "file.path";

  private final AbstractConfig config;

  /** Reads the settings that a connector's own {@link ConfigDef} has parsed already. */
  public FileConfig(AbstractConfig config) {
    this.config = config;
  }

  /** Adds the settings to a connector's own. */
  public static ConfigDef define(ConfigDef def) {
    return def.define(
        PATH,
        Type.STRING,
        ConfigDef.NO_DEFAULT_VALUE,
        NonEmptyStringWithoutControlChars.nonEmptyStringWithoutControlChars(),
        Importance.HIGH,
        "The log file. Its directory must exist and be on a local disk of the worker that runs"
            + " the task; a log has one writer at a time.");
  }

  public Path path() {
    return Path.of(config.getString(PATH));
  }
}
