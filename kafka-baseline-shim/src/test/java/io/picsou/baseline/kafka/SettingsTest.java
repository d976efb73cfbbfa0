package io.picsou.baseline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static Map<String, String> with(String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.putAll(Map.of("bootstrap.servers", "h:1", "replicas", "4", "replica", "0"));
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return settings;
  }

  @Test
  void clientSettingsPassThrough() {
    assertThat(ProducerSettings.of(with("kafka.security.protocol", "SSL")).client())
        .containsEntry("security.protocol", "SSL")
        .containsEntry("acks", "all");
  }

  @Test
  void whatTheShimDependsOnIsNotForOthersToSet() {
    assertThatThrownBy(() -> ProducerSettings.of(with("kafka.acks", "1")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("kafka.acks");
  }

  /** Kafka's clients refuse a request timeout that is longer. */
  @Test
  void requestsEndBeforeTheClusterIsGivenUp() {
    assertThat(ProducerSettings.of(with("unreachable.timeout.ms", "2000")).client())
        .containsEntry("request.timeout.ms", 2000);
    assertThat(ProducerSettings.of(with("unreachable.timeout.ms", "60000")).client())
        .containsEntry("request.timeout.ms", 30000);
  }

  @Test
  void unknownSettingsAreRefused() {
    assertThatThrownBy(() -> ProducerSettings.of(with("batch.byte", "1")))
        .hasMessageContaining("batch.byte");
    assertThatThrownBy(() -> ProducerSettings.of(with("source", "generator", "file.path", "x")))
        .hasMessageContaining("file.path");
  }

  @Test
  void theReplicaIsOneOfThem() {
    assertThatThrownBy(() -> ProducerSettings.of(with("replica", "4")))
        .hasMessageContaining("below replicas");
  }

  @Test
  void theCommandNeedsASource() {
    assertThatThrownBy(() -> ProducerSettings.of(with()).source())
        .hasMessageContaining("choose file, generator or etcd");
  }
}
