package io.picsou.baseline.kafka;

import io.picsou.rsm.EntryApplier;
import io.picsou.rsm.etcd.EtcdApplier;
import io.picsou.rsm.etcd.EtcdConfig;
import io.picsou.rsm.file.FileApplier;
import io.picsou.rsm.file.FileConfig;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;

/** The settings that say what entries are applied to. */
final class TargetSettings {
  static final String TARGET = "target";
  static final String RSM = "rsm.id";

  private static final String NONE = "none";
  private static final String FILE = "file";
  private static final String COUNT = "count";
  private static final String ETCD = "etcd";

  private TargetSettings() {}

  /** Adds the choice of a target, and the settings of the one that is chosen. */
  static ConfigDef define(ConfigDef def, Map<String, String> settings) {
    def.define(
        TARGET,
        Type.STRING,
        NONE,
        ValidString.in(NONE, FILE, COUNT, ETCD),
        Importance.HIGH,
        "What the log is applied to: a log file, an etcd cluster, or nothing but a count. Takes"
            + " the settings of that target: file.path, etcd.* and rsm.id.");
    return switch (settings.getOrDefault(TARGET, NONE)) {
      case FILE -> FileConfig.define(def);
      case ETCD -> defineEtcd(def);
      default -> def;
    };
  }

  private static ConfigDef defineEtcd(ConfigDef def) {
    return EtcdConfig.defineApplier(EtcdConfig.defineConnection(def))
        .define(
            RSM,
            Type.STRING,
            ConfigDef.NO_DEFAULT_VALUE,
            new NonEmptyString(),
            Importance.HIGH,
            "Name of the replicated state machine whose log this is; what was applied of it is"
                + " kept under that name.");
  }

  static EntryApplier open(ConsumerSettings settings, AbstractConfig config)
      throws InterruptedException {
    return switch (config.getString(TARGET)) {
      case FILE -> FileApplier.open(new FileConfig(config).path());
      case ETCD -> EtcdApplier.open(new EtcdConfig(config), config.getString(RSM));
      case COUNT -> new CallbackTarget(CommittedPosition.read(settings), run -> {});
      default -> throw new ConfigException(TARGET, NONE, "choose file, etcd or count");
    };
  }
}
