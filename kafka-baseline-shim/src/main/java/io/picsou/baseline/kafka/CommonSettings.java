package io.picsou.baseline.kafka;

import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/** The settings that both shims have: the cluster, the topic and the deadline. Immutable. */
final class CommonSettings {
  static final String BOOTSTRAP = "bootstrap.servers";
  static final String TOPIC = "topic";
  static final String REPLICAS = "replicas";
  static final String CREATE = "topic.create";
  static final String REPLICATION = "topic.replication.factor";
  static final String MIN_ISR = "topic.min.insync.replicas";
  static final String MAX_MESSAGE = "topic.max.message.bytes";
  static final String UNREACHABLE = "unreachable.timeout.ms";

  /** Settings that begin like this go to the Kafka clients as they are, without it. */
  static final String CLIENT_PREFIX = "kafka.";

  /** Kafka's own default; a request must not take longer than the cluster may stay away. */
  private static final long REQUEST_MILLIS = 30_000;

  private final AbstractConfig config;

  CommonSettings(AbstractConfig config) {
    this.config = config;
  }

  static ConfigDef define() {
    return new ConfigDef()
        .define(
            BOOTSTRAP,
            Type.STRING,
            ConfigDef.NO_DEFAULT_VALUE,
            new NonEmptyString(),
            Importance.HIGH,
            "Brokers to begin with: host:port, separated by commas.")
        .define(
            TOPIC,
            Type.STRING,
            "picsou-baseline",
            new NonEmptyString(),
            Importance.HIGH,
            "The topic that carries the log. It is this log's alone.")
        .define(
            REPLICAS,
            Type.INT,
            ConfigDef.NO_DEFAULT_VALUE,
            Range.between(1, 1000),
            Importance.HIGH,
            "How many replicas send: the topic has as many partitions, and entry k is in partition"
                + " (k-1) mod so many.")
        .define(
            CREATE,
            Type.BOOLEAN,
            true,
            Importance.MEDIUM,
            "Whether to create the topic if it is not there. An existing one is left as it is.")
        .define(
            REPLICATION,
            Type.INT,
            3,
            atLeast(1),
            Importance.MEDIUM,
            "Replication factor of a topic that is created.")
        .define(
            MIN_ISR,
            Type.INT,
            2,
            atLeast(1),
            Importance.MEDIUM,
            "min.insync.replicas of a topic that is created.")
        .define(
            MAX_MESSAGE,
            Type.INT,
            16 << 20,
            atLeast(1),
            Importance.MEDIUM,
            "max.message.bytes of a topic that is created: the largest batch, and so the largest"
                + " entry.")
        .define(
            UNREACHABLE,
            Type.LONG,
            30_000L,
            atLeast(1_000),
            Importance.MEDIUM,
            "How long the cluster may give no answer before the shim reports an error.");
  }

  /**
   * Parses settings, strictly.
   *
   * @throws ConfigException naming the setting that is wrong, missing or unknown
   */
  static AbstractConfig parse(ConfigDef def, Map<String, String> settings) {
    for (String key : settings.keySet()) {
      if (!def.names().contains(key) && !key.startsWith(CLIENT_PREFIX)) {
        throw new ConfigException(
            "Unknown setting %s: remove it; a setting of the Kafka client itself begins with %s"
                .formatted(key, CLIENT_PREFIX));
      }
    }
    return new AbstractConfig(def, settings, false);
  }

  String bootstrap() {
    return config.getString(BOOTSTRAP);
  }

  String topic() {
    return config.getString(TOPIC);
  }

  Partitions partitions() {
    return new Partitions(config.getInt(REPLICAS));
  }

  boolean create() {
    return config.getBoolean(CREATE);
  }

  short replication() {
    return config.getInt(REPLICATION).shortValue();
  }

  /** The configuration of a topic that is created: it keeps everything, for replicas that lag. */
  Map<String, String> topicConfigs() {
    return Map.of(
        "min.insync.replicas", "" + config.getInt(MIN_ISR),
        "max.message.bytes", "" + config.getInt(MAX_MESSAGE),
        "cleanup.policy", "delete",
        "retention.ms", "-1",
        "retention.bytes", "-1");
  }

  Duration unreachable() {
    return Duration.ofMillis(config.getLong(UNREACHABLE));
  }

  /**
   * The configuration of a Kafka client.
   *
   * @param tuned what the user may set otherwise, by {@link #CLIENT_PREFIX}
   * @param own what the shim depends on
   * @throws ConfigException if the user sets what the shim depends on
   */
  Map<String, Object> client(Map<String, Object> tuned, Map<String, Object> own) {
    Map<String, Object> client = new HashMap<>();
    client.put("request.timeout.ms", (int) Math.min(REQUEST_MILLIS, unreachable().toMillis()));
    client.putAll(tuned);
    config
        .originalsWithPrefix(CLIENT_PREFIX)
        .forEach(
            (key, value) -> {
              if (own.containsKey(key)) {
                throw new ConfigException(
                    CLIENT_PREFIX + key, value, "the shim sets " + key + " itself; remove it");
              }
              client.put(key, value);
            });
    client.putAll(own);
    client.put("bootstrap.servers", bootstrap());
    return client;
  }
}
