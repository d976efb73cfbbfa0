package io.picsou.connect.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/** Settings that connectors to a replicated state machine (RSM) share. */
public final class RsmSettings {
  public static final String ID = "rsm.id";
  public static final String FILE_PATH = "file.path";

  private RsmSettings() {}

  /** The id of the RSM whose log is read. */
  public static SettingsGroup source() {
    return new SettingsGroup(
        "Replicated state machine",
        new ConfigDef()
            .define(
                ID,
                Type.STRING,
                ConfigDef.NO_DEFAULT_VALUE,
                new ConfigDef.NonEmptyString(),
                Importance.HIGH,
                "Name of the replicated state machine whose log is read; the same at all its"
                    + " replicas. Offsets are stored under it, and each record carries it."));
  }

  /** The id of the RSM whose log is applied. */
  public static SettingsGroup sink() {
    return new SettingsGroup(
        "Replicated state machine",
        new ConfigDef()
            .define(
                ID,
                Type.STRING,
                "",
                Importance.MEDIUM,
                "Name of the replicated state machine whose log is applied. Records of any other"
                    + " are refused. If empty, the first record tells."));
  }

  /** The path of a log file. */
  public static SettingsGroup file() {
    return new SettingsGroup(
        "Log file",
        new ConfigDef()
            .define(
                FILE_PATH,
                Type.STRING,
                ConfigDef.NO_DEFAULT_VALUE,
                ConfigDef.LambdaValidator.with(RsmSettings::checkPath, () -> "path of a file"),
                Importance.HIGH,
                "Path of the log file, on the machine of the worker that runs the task."));
  }

  /** The path of the log file. */
  public static Path filePath(AbstractConfig config) {
    return Path.of(config.getString(FILE_PATH));
  }

  private static void checkPath(String key, Object value) {
    String path = (String) value;
    if (path == null || path.isBlank()) {
      throw new ConfigException(key, value, "give the path of a file");
    }
    try {
      Path.of(path);
    } catch (InvalidPathException e) {
      throw new ConfigException(key, value, "this is not a path: " + e.getReason());
    }
  }
}
