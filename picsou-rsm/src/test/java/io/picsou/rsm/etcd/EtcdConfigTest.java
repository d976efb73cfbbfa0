package io.picsou.rsm.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdConfigTest {
  @Test
  void takesEndpointsInEveryForm() {
    EtcdConfig config = EtcdConfig.of(Map.of("etcd.endpoints", "a:1,http://[::1]:2,http://c:3/"));
    assertThat(config.endpoints())
        .containsExactly(
            new EtcdEndpoint("a", 1, false),
            new EtcdEndpoint("[::1]", 2, false),
            new EtcdEndpoint("c", 3, false));
    assertThat(EtcdConfig.of(Map.of("etcd.endpoints", "https://a:1")).endpoints())
        .containsExactly(new EtcdEndpoint("a", 1, true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "etcd.endpoints||etcd.endpoints",
        "etcd.endpoints|a|etcd.endpoints",
        "etcd.endpoints|a:0|etcd.endpoints",
        "etcd.endpoints|a:70000|etcd.endpoints",
        "etcd.endpoints|ftp://a:1|etcd.endpoints",
        "etcd.endpoints|http://a:1/x|etcd.endpoints",
        "etcd.endpoints|http://a b:1|etcd.endpoints",
        "etcd.endpoints|http://a:1,https://b:1|etcd.endpoints",
        "etcd.base.revision|0|etcd.base.revision",
        "etcd.on.compaction|skip|etcd.on.compaction",
        "etcd.catchup.streams|65|etcd.catchup.streams",
        "etcd.txn.max.ops|15|etcd.txn.max.ops",
        "etcd.password|secret|etcd.user",
        "etcd.ssl.ca.path|/no/such/file|https",
        "etcd.ssl.key.path|/no/such/file|etcd.ssl.certificate.path",
        "etcd.retry.backoff.max.ms|1|etcd.retry.backoff.ms",
      })
  void namesTheKeyThatIsWrong(String key, String value, String named) {
    Map<String, String> settings = new HashMap<>(Map.of("etcd.endpoints", "http://a:1"));
    settings.put(key, value == null ? "" : value);
    assertThatThrownBy(() -> EtcdConfig.of(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(named)
        .hasMessageNotContaining("secret");
  }

  @Test
  void namesACertificateFileThatIsMissing() {
    Map<String, String> settings =
        Map.of("etcd.endpoints", "https://a:1", "etcd.ssl.ca.path", "/no/such/file");
    assertThatThrownBy(() -> EtcdConfig.of(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("etcd.ssl.ca.path")
        .hasMessageContaining("/no/such/file");
  }

  @Test
  void aReaderTakesOneMember() {
    EtcdConfig config = EtcdConfig.of(Map.of("etcd.endpoints", "a:1,b:1"));
    assertThatThrownBy(() -> EtcdLogReader.open(config, 0, null))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("exactly one");
  }

  @Test
  void everySettingIsDocumented() {
    ConfigDef def =
        EtcdConfig.defineApplier(
            EtcdConfig.defineReader(EtcdConfig.defineConnection(new ConfigDef())));
    assertThat(def.configKeys().values())
        .isNotEmpty()
        .allSatisfy(key -> assertThat(key.documentation).as(key.name).endsWith("."));
    assertThat(def.configKeys().get("etcd.password").type).isEqualTo(ConfigDef.Type.PASSWORD);
  }
}
