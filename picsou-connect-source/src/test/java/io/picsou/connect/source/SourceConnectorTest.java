package io.picsou.connect.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceConnectorTest {
  private static final Map<String, String> ETCD =
      Map.of("topic", "log", "rsm.id", "a", "etcd.endpoints", "host:2379");
  private static final Map<String, String> FILE =
      Map.of("topic", "log", "rsm.id", "a", "file.path", "/tmp/a.log");
  private static final Map<String, Map<String, String>> GOOD =
      Map.of("etcd", ETCD, "file", FILE, "picsou", PicsouSourceTaskTest.SETTINGS);

  @Test
  void allAreInTheManifest() {
    assertThat(ServiceLoader.load(SourceConnector.class))
        .extracting(connector -> connector.getClass().getSimpleName())
        .contains("FileSourceConnector", "EtcdSourceConnector", "PicsouSourceConnector");
  }

  @ParameterizedTest
  @CsvSource({"etcd", "file", "picsou"})
  void acceptsGoodSettingsAndRunsOneTask(String kind) {
    SourceConnector connector = connector(kind);

    assertThat(errors(kind, Map.of())).isEmpty();
    connector.start(GOOD.get(kind));
    assertThat(connector.taskConfigs(8)).containsExactly(GOOD.get(kind));
    assertThat(connector.exactlyOnceSupport(GOOD.get(kind)))
        .isEqualTo(ExactlyOnceSupport.SUPPORTED);
    assertThat(connector.version()).isNotBlank();
    connector.stop();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "etcd   | topic                      | no/name",
        "etcd   | rsm.id                     | ''",
        "etcd   | etcd.endpoints             | a:1,b:2",
        "etcd   | etcd.endpoints             | ''",
        "etcd   | etcd.password              | secret",
        "etcd   | etcd.base.revision         | 0",
        "file   | file.path                  | ''",
        "file   | poll.max.bytes             | 0",
        "file   | errors.tolerance           | all",
        "picsou | picsou.receiving.replicas  | 0@h:1,0@h:2",
        "picsou | picsou.receiving.replicas  | 0@h:1,1@h:1",
        "picsou | picsou.receiving.replicas  | 0@h,1@h:1",
        "picsou | picsou.receiving.replicas  | 0@h:1,1@h:2,2@h:3*0",
        "picsou | picsou.sending.u           | x",
        "picsou | picsou.receiving.r         | 2",
        "picsou | picsou.receiving.cluster   | a",
        "picsou | picsou.replica.id          | 3",
        "picsou | picsou.acks                | some",
        "picsou | picsou.listen              | nowhere",
        "picsou | picsou.queue.bytes         | 1",
      })
  void refusesBadSettingAtItsKey(String kind, String key, String value) {
    assertThat(errors(kind, Map.of(key, value))).containsOnlyKeys(key);
    assertThatThrownBy(() -> connector(kind).start(with(kind, Map.of(key, value))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key);
  }

  @Test
  void refusesTooFewReplicasForTheThresholds() {
    assertThat(errors("picsou", Map.of("picsou.receiving.u", "2")))
        .hasEntrySatisfying(
            "picsou.receiving.replicas",
            messages -> assertThat(messages.get(0)).contains("2u+r+1=5", "picsou.receiving.u"));
  }

  @ParameterizedTest
  @CsvSource({
    "etcd,   etcd.endpoint,      etcd.endpoints",
    "file,   file.pth,           file.path",
    "picsou, picsou.recieving.u, picsou.receiving.u"
  })
  void refusesUnknownKey(String kind, String key, String meant) {
    Map<String, String> extra = Map.of(key, "1");

    assertThat(errors(kind, extra).get(meant).get(0)).contains(key, "did you mean " + meant);
    assertThatThrownBy(() -> connector(kind).start(with(kind, extra))).hasMessageContaining(key);
  }

  @Test
  void acceptsOffsetsOfItsForm() {
    Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
    offsets.put(Map.of("rsm", "a"), Map.of("seq", 7L, "cluster_id", "cdf8"));
    offsets.put(Map.of("anything", 1), null);

    assertThat(connector("etcd").alterOffsets(ETCD, offsets)).isTrue();
  }

  @Test
  void refusesOffsetsOfAnotherForm() {
    refuses(Map.of("file", "x"), Map.of("seq", 1L), "must be {\"rsm\"");
    refuses(Map.of("rsm", "a"), Map.of("seq", -1L), "\"seq\"");
    refuses(Map.of("rsm", "a"), Map.of("seq", 1.5), "\"seq\"");
    refuses(Map.of("rsm", "a"), Map.of("seq", 1L, "position", -5L), "\"position\"");
    refuses(Map.of("rsm", "a"), Map.of("seq", 1L, "revision", 5L), "\"revision\"");
  }

  private static void refuses(Map<String, ?> partition, Map<String, ?> offset, String message) {
    assertThatThrownBy(() -> connector("file").alterOffsets(FILE, Map.of(partition, offset)))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining(message);
  }

  private static SourceConnector connector(String kind) {
    return switch (kind) {
      case "etcd" -> new EtcdSourceConnector();
      case "file" -> new FileSourceConnector();
      default -> new PicsouSourceConnector();
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
