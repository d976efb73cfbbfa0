package io.picsou.connect.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** Settings that connectors to a replicated state machine (RSM) share. */
public final class RsmSettings {
  public static final String ID = "rsm.id";

  private RsmSettings() {}

  /** The id of the RSM whose log is read. */
  public static SettingsGroup source() {
    return new SettingsGroup(
        "Replicated state machine",
        new ConfigDef()
            .define(
                ID,
                ConfigDef.Type.STRING,
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
                ConfigDef.Type.STRING,
                "",
                Importance.MEDIUM,
                "Name of the replicated state machine whose log is applied. Records of any other"
                    + " are refused. If empty, the first record tells."));
  }
}
