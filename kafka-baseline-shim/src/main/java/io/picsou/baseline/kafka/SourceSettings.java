package io.picsou.baseline.kafka;

import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;

import io.picsou.core.entry.EntryCodec;
import io.picsou.rsm.etcd.EtcdConfig;
import io.picsou.rsm.etcd.EtcdLogReader;
import io.picsou.rsm.file.FileConfig;
import io.picsou.rsm.file.FileLogReader;
import io.picsou.rsm.generator.GeneratorReader;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;

/** The settings that say which committed log is published. */
final class SourceSettings {
  static final String SOURCE = "source";
  static final String PAYLOAD_BYTES = "generator.payload.bytes";
  static final String ENTRIES = "generator.entries";

  private static final String NONE = "none";
  private static final String FILE = "file";
  private static final String GENERATOR = "generator";
  private static final String ETCD = "etcd";

  private SourceSettings() {}

  /** Adds the choice of a source, and the settings of the one that is chosen. */
  static ConfigDef define(ConfigDef def, Map<String, String> settings) {
    def.define(
        SOURCE,
        Type.STRING,
        NONE,
        ValidString.in(NONE, FILE, GENERATOR, ETCD),
        Importance.HIGH,
        "Where the log comes from: a log file, an etcd member, or made up as fast as it is read."
            + " Takes the settings of that source: file.path, etcd.*, generator.*.");
    return switch (settings.getOrDefault(SOURCE, NONE)) {
      case FILE -> FileConfig.define(def);
      case ETCD -> EtcdConfig.defineReader(EtcdConfig.defineConnection(def));
      case GENERATOR -> defineGenerator(def);
      default -> def;
    };
  }

  private static ConfigDef defineGenerator(ConfigDef def) {
    return def.define(
            PAYLOAD_BYTES,
            Type.INT,
            100,
            Range.between(0, EntryCodec.MAX_ENTRY_BYTES - EntryCodec.OVERHEAD_BYTES),
            Importance.MEDIUM,
            "The size of every payload.")
        .define(
            ENTRIES,
            Type.LONG,
            Long.MAX_VALUE,
            atLeast(0),
            Importance.MEDIUM,
            "The last entry of the log; endless by default.");
  }

  static LogSource source(AbstractConfig config) {
    return switch (config.getString(SOURCE)) {
      case FILE -> after -> FileLogReader.open(new FileConfig(config).path(), after);
      case ETCD -> after -> EtcdLogReader.open(new EtcdConfig(config), after, null);
      case GENERATOR ->
          after ->
              GeneratorReader.open(config.getInt(PAYLOAD_BYTES), after, config.getLong(ENTRIES));
      default -> throw new ConfigException(SOURCE, NONE, "choose file, generator or etcd");
    };
  }
}
