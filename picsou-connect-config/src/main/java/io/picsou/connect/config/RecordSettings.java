package io.picsou.connect.config;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigException;

/** Settings of the Kafka records that a log becomes, and of its topic. */
public final class RecordSettings {
  public static final String TOPIC = "topic";
  public static final String MAX_BYTES = "poll.max.bytes";
  public static final String MAX_RECORDS = "poll.max.records";

  private static final String GROUP = "Records";
  private static final Pattern TOPIC_NAME = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");

  private static final String TOPICS = "topics";
  private static final String TOPICS_REGEX = "topics.regex";
  private static final String TOLERANCE = "errors.tolerance";

  private RecordSettings() {}

  /** Where a source's records go to, and how many at once. */
  public static SettingsGroup source() {
    ConfigDef def =
        new ConfigDef()
            .define(
                TOPIC,
                ConfigDef.Type.STRING,
                ConfigDef.NO_DEFAULT_VALUE,
                ConfigDef.LambdaValidator.with(RecordSettings::checkTopic, () -> "a topic name"),
                Importance.HIGH,
                "Topic that the log goes to, all of it to partition 0 so that it keeps its order."
                    + " Give each connector a topic of its own, with one partition.")
            .define(
                MAX_BYTES,
                ConfigDef.Type.INT,
                4 << 20,
                Range.atLeast(1),
                Importance.LOW,
                "About how many bytes of entries are handed to Connect at once; at least one run of"
                    + " entries.")
            .define(
                MAX_RECORDS,
                ConfigDef.Type.INT,
                10_000,
                Range.atLeast(1),
                Importance.LOW,
                "About how many entries are handed to Connect at once; at least one run of"
                    + " entries.");
    return new SettingsGroup(GROUP, def, RecordSettings::checkTolerance);
  }

  /** Where a sink's records come from; these keys are Connect's own. */
  public static SettingsGroup sink() {
    return new SettingsGroup(GROUP, new ConfigDef(), RecordSettings::checkInput);
  }

  private static void checkTopic(String key, Object value) {
    if (value == null || !TOPIC_NAME.matcher((String) value).matches()) {
      throw new ConfigException(
          key, value, "a topic name has 1 to 249 of the characters a-z, A-Z, 0-9, '.', '_', '-'");
    }
  }

  private static void checkInput(AbstractConfig config) {
    checkTolerance(config);
    String regex = text(config, TOPICS_REGEX);
    if (!regex.isBlank()) {
      throw new ConfigException(
          TOPICS_REGEX, regex, "a log is one topic: name it in " + TOPICS + " instead");
    }
    String topics = text(config, TOPICS);
    if (List.of(topics.split(",")).size() > 1) {
      throw new ConfigException(
          TOPICS, topics, "a log is one topic: name exactly one, and use one connector per log");
    }
  }

  private static void checkTolerance(AbstractConfig config) {
    String tolerance = text(config, TOLERANCE);
    if (tolerance.equals("all")) {
      throw new ConfigException(
          TOLERANCE, tolerance, "a skipped record would be a gap in the log: leave it at none");
    }
  }

  private static String text(AbstractConfig config, String key) {
    Object value = config.originals().get(key);
    return value == null ? "" : value.toString();
  }
}
