package io.picsou.baseline.kafka;

import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;

import io.picsou.rsm.EntryApplier;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/** The settings of a consumer shim. Immutable and thread-safe. */
public final class ConsumerSettings {
  public static final String BUFFER_BYTES = "buffer.bytes";
  public static final String RUN_BYTES = "run.bytes";
  public static final String FETCH_BYTES = "fetch.partition.bytes";
  public static final String FLUSH_INTERVAL = "flush.interval.ms";
  public static final String GROUP = "group.id";

  private final AbstractConfig config;
  private final CommonSettings common;

  private ConsumerSettings(AbstractConfig config) {
    this.config = config;
    this.common = new CommonSettings(config);
    client();
  }

  /**
   * Parses settings, strictly.
   *
   * @throws ConfigException naming the setting that is wrong, missing or unknown
   */
  public static ConsumerSettings of(Map<String, String> settings) {
    ConfigDef def = TargetSettings.define(define(), settings);
    return new ConsumerSettings(CommonSettings.parse(def, settings));
  }

  /** The names of all settings but those of the target, and those of the Kafka client. */
  public static Set<String> names() {
    return define().names();
  }

  /** Every setting but those of the target. */
  static ConfigDef define() {
    return CommonSettings.define()
        .define(
            BUFFER_BYTES,
            Type.LONG,
            32L << 20,
            atLeast(1),
            Importance.MEDIUM,
            "About how many bytes of entries may wait for earlier ones, all partitions together."
                + " A partition that has its part of it waiting is paused; what was fetched of it"
                + " by then still comes.")
        .define(
            RUN_BYTES,
            Type.INT,
            256 << 10,
            atLeast(1),
            Importance.LOW,
            "About how many bytes of entries the target is given at once.")
        .define(
            FETCH_BYTES,
            Type.INT,
            4 << 20,
            atLeast(1),
            Importance.MEDIUM,
            "Kafka's max.partition.fetch.bytes: how much is fetched of a partition at once.")
        .define(
            FLUSH_INTERVAL,
            Type.LONG,
            200L,
            atLeast(0),
            Importance.LOW,
            "The longest time until what was applied is made durable in the target.")
        .define(
            GROUP,
            Type.STRING,
            "",
            Importance.MEDIUM,
            "If set, the position is committed under this group whenever the target was flushed, so"
                + " that Kafka's tools show the lag, and target=count goes on from there. One"
                + " consumer shim to a group. A file or etcd target remembers for itself.");
  }

  CommonSettings common() {
    return common;
  }

  long bufferBytes() {
    return config.getLong(BUFFER_BYTES);
  }

  int runBytes() {
    return config.getInt(RUN_BYTES);
  }

  Duration flushInterval() {
    return Duration.ofMillis(config.getLong(FLUSH_INTERVAL));
  }

  boolean hasGroup() {
    return !config.getString(GROUP).isEmpty();
  }

  /** Opens the target that the settings name; a {@link ConfigException} if they name none. */
  public EntryApplier openTarget() throws InterruptedException {
    return TargetSettings.open(this, config);
  }

  /** The configuration of the Kafka consumer. */
  Map<String, Object> client() {
    Map<String, Object> tuned =
        Map.of(
            ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000,
            ConsumerConfig.SEND_BUFFER_CONFIG, -1,
            ConsumerConfig.RECEIVE_BUFFER_CONFIG, -1,
            // Every entry has a checksum of its own, from its origin, and the shim verifies it.
            ConsumerConfig.CHECK_CRCS_CONFIG, false);
    Map<String, Object> own = own(common);
    own.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, config.getInt(FETCH_BYTES));
    own.put(ConsumerConfig.GROUP_ID_CONFIG, hasGroup() ? config.getString(GROUP) : null);
    return common.client(tuned, own);
  }

  /** The configuration of a consumer that only looks at a record or two, for a producer shim. */
  static Map<String, Object> readingOne(CommonSettings common) {
    return common.client(Map.of(), own(common));
  }

  private static Map<String, Object> own(CommonSettings common) {
    Map<String, Object> own = new HashMap<>();
    own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    own.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) common.unreachable().toMillis());
    own.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    own.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteBufferDeserializer.class);
    return own;
  }
}
