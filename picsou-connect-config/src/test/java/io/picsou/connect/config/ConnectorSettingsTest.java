package io.picsou.connect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;

class ConnectorSettingsTest {
  private static final ConnectorSettings SETTINGS =
      ConnectorSettings.of(
          new SettingsGroup(
              "Window",
              new ConfigDef()
                  .define("picsou.low", Type.INT, 1, Importance.LOW, "Low.")
                  .define("picsou.high", Type.INT, 2, Importance.LOW, "High.")
                  .define("picsou.wait.ms", Type.LONG, 5L, Importance.LOW, "Wait."),
              ConnectorSettingsTest::checkOrder),
          RecordSettings.source());

  @Test
  void parsesWhatIsRight() {
    AbstractConfig config = SETTINGS.parse(with("picsou.low", "7", "picsou.high", "8"));

    assertThat(config.getInt("picsou.low")).isEqualTo(7);
    assertThat(config.getString("topic")).isEqualTo("log");
    assertThat(errors(with("picsou.low", "1"))).isEmpty();
  }

  @Test
  void refusesUnknownKeyAndSuggestsTheLikelyOne() {
    Map<String, String> settings = with("picsou.wiat.ms", "3");

    assertThatThrownBy(() -> SETTINGS.parse(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("picsou.wiat.ms")
        .hasMessageContaining("did you mean picsou.wait.ms?");
    assertThat(errors(settings)).containsOnlyKeys("picsou.wait.ms");
    assertThat(errors(settings).get("picsou.wait.ms").get(0)).contains("picsou.wiat.ms");
  }

  @Test
  void refusesSettingsOfOtherConnectorsWithoutASuggestion() {
    assertThatThrownBy(() -> SETTINGS.parse(with("etcd.endpoints", "host:1")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("etcd.endpoints")
        .hasMessageContaining("remove it");
  }

  @Test
  void letsTheSettingsOfConnectThrough() {
    List<String> keys =
        List.of(
            "name",
            "connector.class",
            "tasks.max",
            "topics",
            "key.converter",
            "header.converter",
            "errors.log.enable",
            "transforms.a.type",
            "predicates.b.type",
            "consumer.override.max.poll.records",
            "producer.override.linger.ms",
            "offsets.storage.topic",
            "exactly.once.support",
            "transaction.boundary",
            "transaction.boundary.interval.ms",
            "config.action.reload",
            "topic.creation.default.partitions");
    Map<String, String> settings =
        new HashMap<>(keys.stream().collect(Collectors.toMap(key -> key, key -> "x")));
    settings.put("topic", "log");

    assertThat(errors(settings)).isEmpty();
    assertThat(SETTINGS.parse(settings)).isNotNull();
  }

  @Test
  void reportsAllErrorsAtTheirKeys() {
    Map<String, String> settings =
        Map.of("picsou.low", "9", "picsou.high", "8", "topic", "no/name", "poll.max.byte", "1");

    assertThat(errors(settings)).containsOnlyKeys("picsou.high", "topic", "poll.max.bytes");
  }

  @Test
  void reportsAMissingKey() {
    assertThat(errors(Map.of())).containsOnlyKeys("topic");
    assertThatThrownBy(() -> SETTINGS.parse(Map.of())).hasMessageContaining("topic");
  }

  @Test
  void refusesSkippedRecords() {
    assertThat(errors(with("errors.tolerance", "all"))).containsOnlyKeys("errors.tolerance");
  }

  @Test
  void sinkTakesExactlyOneTopic() {
    ConnectorSettings sink = ConnectorSettings.of(RecordSettings.sink(), RsmSettings.sink());

    assertThat(sink.validate(Map.of("topics", "a")).configValues())
        .allMatch(value -> value.errorMessages().isEmpty());
    assertThatThrownBy(() -> sink.parse(Map.of("topics", "a,b"))).hasMessageContaining("topics");
    assertThatThrownBy(() -> sink.parse(Map.of("topics.regex", "a.*")))
        .hasMessageContaining("topics.regex");
  }

  @Test
  void everyKeyHasGroupOrderWidthAndDisplayName() {
    ConfigKey key = SETTINGS.definition().configKeys().get("picsou.wait.ms");

    assertThat(key.group).isEqualTo("Window");
    assertThat(key.orderInGroup).isEqualTo(3);
    assertThat(key.width).isEqualTo(ConfigDef.Width.SHORT);
    assertThat(key.displayName).isEqualTo("Wait (ms)");
  }

  @Test
  void versionIsThatOfTheBuild() {
    assertThat(PluginVersion.current()).matches("\\d+\\.\\d+\\.\\d+.*");
  }

  private static void checkOrder(AbstractConfig config) {
    if (config.getInt("picsou.high") < config.getInt("picsou.low")) {
      throw new ConfigException("picsou.high", config.getInt("picsou.high"), "below picsou.low");
    }
  }

  private static Map<String, String> with(String... pairs) {
    Map<String, String> settings = new HashMap<>(Map.of("topic", "log"));
    for (int i = 0; i < pairs.length; i += 2) {
      settings.put(pairs[i], pairs[i + 1]);
    }
    return settings;
  }

  private static Map<String, List<String>> errors(Map<String, String> settings) {
    return SETTINGS.validate(settings).configValues().stream()
        .filter(value -> !value.errorMessages().isEmpty())
        .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
  }
}
