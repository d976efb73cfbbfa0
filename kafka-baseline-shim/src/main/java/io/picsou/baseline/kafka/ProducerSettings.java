package io.picsou.baseline.kafka;

import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The settings of a producer shim. Immutable and thread-safe. */
public final class ProducerSettings {
  public static final String REPLICA = "replica";
  public static final String BATCH_BYTES = "batch.bytes";
  public static final String LINGER = "linger.ms";
  public static final String IN_FLIGHT = "in.flight.bytes";

  private final AbstractConfig config;
  private final CommonSettings common;

  private ProducerSettings(AbstractConfig config) {
    this.config = config;
    this.common = new CommonSettings(config);
    if (replica() >= common.partitions().count()) {
      throw new ConfigException(
          REPLICA, replica(), "must be below " + CommonSettings.REPLICAS + ", it begins with 0");
    }
    if (config.getLong(IN_FLIGHT) < config.getInt(BATCH_BYTES)) {
      throw new ConfigException(
          IN_FLIGHT, config.getLong(IN_FLIGHT), "must have room for " + BATCH_BYTES);
    }
    client();
  }

  /**
   * Parses settings, strictly.
   *
   * @throws ConfigException naming the setting that is wrong, missing or unknown
   */
  public static ProducerSettings of(Map<String, String> settings) {
    ConfigDef def = SourceSettings.define(define(), settings);
    return new ProducerSettings(CommonSettings.parse(def, settings));
  }

  /** The names of all settings but those of the source, and those of the Kafka client. */
  public static Set<String> names() {
    return define().names();
  }

  /** Every setting but those of the source. */
  static ConfigDef define() {
    return CommonSettings.define()
        .define(
            REPLICA,
            Type.INT,
            ConfigDef.NO_DEFAULT_VALUE,
            atLeast(0),
            Importance.HIGH,
            "Which of the replicas this is, from 0: it publishes its share of the log to the"
                + " partition of the same number.")
        .define(
            BATCH_BYTES,
            Type.INT,
            256 << 10,
            atLeast(1),
            Importance.MEDIUM,
            "Kafka's batch.size: a batch goes out once it has so many bytes; a larger entry is a"
                + " batch of its own. The default is Picsou's.")
        .define(
            LINGER,
            Type.LONG,
            1L,
            atLeast(0),
            Importance.MEDIUM,
            "Kafka's linger.ms: how long a smaller batch waits for more. The default is Picsou's.")
        .define(
            IN_FLIGHT,
            Type.LONG,
            32L << 20,
            atLeast(1),
            Importance.MEDIUM,
            "Kafka's buffer.memory: how many bytes may be sent and not acknowledged. Then the log"
                + " is not read on.");
  }

  CommonSettings common() {
    return common;
  }

  int replica() {
    return config.getInt(REPLICA);
  }

  int batchBytes() {
    return config.getInt(BATCH_BYTES);
  }

  /**
   * The source that the settings name.
   *
   * @throws ConfigException if they name none
   */
  public LogSource source() {
    return SourceSettings.source(config);
  }

  /** The configuration of the Kafka producer. */
  Map<String, Object> client() {
    Map<String, Object> tuned =
        Map.of(
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            64 << 20,
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "none",
            ProducerConfig.SEND_BUFFER_CONFIG,
            -1,
            ProducerConfig.RECEIVE_BUFFER_CONFIG,
            -1,
            ProducerConfig.CLIENT_ID_CONFIG,
            "picsou-shim-" + replica());
    Map<String, Object> own =
        Map.of(
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
            5,
            ProducerConfig.BATCH_SIZE_CONFIG,
            batchBytes(),
            ProducerConfig.LINGER_MS_CONFIG,
            config.getLong(LINGER),
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            config.getLong(IN_FLIGHT),
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            common.unreachable().toMillis(),
            // A batch that was given up could be followed by the next one, which would be a gap.
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            Integer.MAX_VALUE,
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ByteArraySerializer.class,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            ByteArraySerializer.class);
    return common.client(tuned, own);
  }
}
