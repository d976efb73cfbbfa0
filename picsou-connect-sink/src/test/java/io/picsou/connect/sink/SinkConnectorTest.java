package io.picsou.connect.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.sink.SinkConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinkConnectorTest {
  private static final Map<String, Map<String, String>> GOOD =
      Map.of(
          "etcd", Map.of("topics", "log", "etcd.endpoints", "a:2379,b:2379"),
          "file", Map.of("topics", "log", "file.path", "/tmp/a.log"),
          "picsou", PicsouSinkTaskTest.SETTINGS);

  @Test
  void allAreInTheManifest() {
    assertThat(ServiceLoader.load(SinkConnector.class))
        .extracting(connector -> connector.getClass().getSimpleName())
        .contains("FileSinkConnector", "EtcdSinkConnector", "PicsouSinkConnector");
  }

  @ParameterizedTest
  @CsvSource({"etcd", "file", "picsou"})
  void acceptsGoodSettingsAndRunsOneTask(String kind) {
    SinkConnector connector = connector(kind);

    assertThat(errors(kind, Map.of())).isEmpty();
    connector.start(GOOD.get(kind));
    assertThat(connector.taskConfigs(8)).containsExactly(GOOD.get(kind));
    assertThat(connector.version()).isNotBlank();
    connector.stop();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "etcd   | topics                     | a,b",
        "etcd   | errors.tolerance           | all",
        "etcd   | etcd.endpoints             | ''",
        "etcd   | etcd.txn.max.ops           | 0",
        "file   | file.path                  | ''",
        "file   | topics.regex               | a.*",
        "picsou | picsou.sending.replicas    | 0,0",
        "picsou | picsou.receiving.replicas  | 0,1",
        "picsou | picsou.receiving.cluster   | a",
        "picsou | picsou.replica.id          | 3",
        "picsou | picsou.stall.timeout.ms    | -1",
      })
  void refusesBadSettingAtItsKey(String kind, String key, String value) {
    assertThat(errors(kind, Map.of(key, value))).containsOnlyKeys(key);
    assertThatThrownBy(() -> connector(kind).start(with(kind, Map.of(key, value))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key);
  }

  @ParameterizedTest
  @CsvSource({
    "etcd,   etcd.txn.max.op,       etcd.txn.max.ops",
    "file,   rsm.ids,               rsm.id",
    "picsou, picsou.stall.timeout,  picsou.stall.timeout.ms"
  })
  void refusesUnknownKey(String kind, String key, String meant) {
    Map<String, String> extra = Map.of(key, "1");

    assertThat(errors(kind, extra).get(meant).get(0)).contains(key, "did you mean " + meant);
    assertThatThrownBy(() -> connector(kind).start(with(kind, extra))).hasMessageContaining(key);
  }

  private static SinkConnector connector(String kind) {
    return switch (kind) {
      case "etcd" -> new EtcdSinkConnector();
      case "file" -> new FileSinkConnector();
      default -> new PicsouSinkConnector();
    };
  }

  private static Map<String, String> with(String kind, Map<String, String> extra) {
    Map<String, String> settings = new HashMap<>(GOOD.get(kind));
    settings.putAll(extra);
    return settings;
  }

  private static Map<String, List<String>> errors(String kind, Map<String, String> extra) {
    return connector(kind).validate(with(kind, extra)).configValues().stream()
        .filter(value -> !value.errorMessages().isEmpty())
        .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
  }
}
