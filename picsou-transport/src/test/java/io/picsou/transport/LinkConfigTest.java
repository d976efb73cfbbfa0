package io.picsou.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picsou.core.cluster.Replica;
import io.picsou.core.cluster.Thresholds;
import io.picsou.core.proof.SigningCluster;
import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.protocol.Side;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkConfigTest {
  private static final ConfigDef DEFINITION = LinkConfig.define(new ConfigDef());

  private final Map<String, String> settings =
      new HashMap<>(
          Map.of(
              "picsou.link.id", "a-to-b",
              "picsou.replica.id", "1",
              "picsou.sending.cluster", "a",
              "picsou.sending.replicas", "0,1,2*5,3",
              "picsou.receiving.cluster", "b",
              "picsou.receiving.replicas", "1@b1:7071*2, 0@b0:7070, 2@[::1]:7072"));

  private LinkConfig read(Side side) {
    return new LinkConfig(new AbstractConfig(DEFINITION, settings, false), side);
  }

  @Test
  void readsBothClusters() {
    LinkConfig config = read(Side.RECEIVING);
    assertThat(config.replica()).isEqualTo(1);
    assertThat(config.link().id()).isEqualTo("a-to-b");
    assertThat(config.link().sending().replicas()).hasSize(4).contains(new Replica(2, "", 5));
    assertThat(config.link().receiving().replicas())
        .containsExactly(
            new Replica(0, "b0:7070", 1),
            new Replica(1, "b1:7071", 2),
            new Replica(2, "[::1]:7072", 1));
  }

  @Test
  void withoutThresholdsOnlyCrashesAreExpected() {
    assertThat(read(Side.SENDING).link().sending().thresholds()).isEqualTo(Thresholds.crash(8));
  }

  @Test
  void whereSomeMayLieTheOthersBearAsManyFailuresAsTheyCan() {
    settings.put("picsou.sending.replicas", "0,1,2,3,4,5,6");
    settings.put("picsou.sending.r", "2");
    assertThat(read(Side.SENDING).link().sending().thresholds()).isEqualTo(Thresholds.byzantine(7));
  }

  @Test
  void defaultsAreThoseOfTheEndpoint() {
    assertThat(read(Side.SENDING).options()).isEqualTo(EndpointOptions.defaults());
  }

  @Test
  void readsTuning() {
    settings.put("picsou.acks", "Memory");
    settings.put("picsou.linger.ms", "0");
    settings.put("picsou.listen", "0.0.0.0:7070");
    EndpointOptions options = read(Side.SENDING).options();
    assertThat(options.link().acks()).isEqualTo(LinkOptions.Acks.MEMORY);
    assertThat(options.batching().linger()).isEqualTo(Duration.ZERO);
    assertThat(options.listen()).isEqualTo("0.0.0.0:7070");
  }

  @Test
  void nobodyLingersForSoLongThatHeSeemsDead() {
    settings.put("picsou.linger.ms", "101");
    assertThatThrownBy(() -> read(Side.SENDING)).hasMessageContaining("picsou.linger.ms");
  }

  @Test
  void readsTheSignersOfThisEpochAndEarlierOnes() throws NoSuchAlgorithmException {
    List<String> keys = new ArrayList<>();
    KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
    for (int i = 0; i < 4; i++) {
      byte[] key = generator.generateKeyPair().getPublic().getEncoded();
      keys.add(Base64.getEncoder().encodeToString(key));
    }
    settings.put("picsou.sending.epoch", "3");
    settings.put("picsou.sending.r", "2");
    settings.put("picsou.sending.keys", String.join(",", keys));
    settings.put("picsou.sending.keys.earlier", "2:4:" + keys.get(0) + "*3:" + keys.get(1));
    List<SigningCluster> signers = read(Side.RECEIVING).options().signers();
    assertThat(signers).extracting(SigningCluster::epoch).containsExactly(3L, 2L);
    assertThat(signers).extracting(SigningCluster::needed).containsExactly(5L, 4L);
    assertThat(signers.get(1).stakes()).containsExactly(3L, 1L);

    settings.put("picsou.sending.keys", String.join(",", keys.subList(0, 3)));
    assertThatThrownBy(() -> read(Side.RECEIVING)).hasMessageContaining("3 keys for 4 replicas");
    settings.put("picsou.sending.keys", String.join(",", keys));
    settings.put("picsou.sending.keys.earlier", "2:4");
    assertThatThrownBy(() -> read(Side.RECEIVING)).hasMessageContaining("write EPOCH:STAKE:KEY");
    settings.put("picsou.sending.keys.earlier", "3:1:" + keys.get(0));
    assertThatThrownBy(() -> read(Side.RECEIVING)).hasMessageContaining("listed twice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "picsou.link.id | '' | picsou.link.id | empty",
        "picsou.replica.id | 4 | picsou.replica.id | replicas 0 to 3",
        "picsou.replica.id | -1 | picsou.replica.id | at least 0",
        "picsou.sending.replicas | '' | picsou.sending.replicas | at least one",
        "picsou.sending.replicas | 0,0 | picsou.sending.replicas | replica 0 is listed twice",
        "picsou.sending.replicas | 0,2 | picsou.sending.replicas | ids must be 0 to 1",
        "picsou.sending.replicas | 0,1* | picsou.sending.replicas | id@host:port*stake",
        "picsou.sending.replicas | 0*0,1 | picsou.sending.replicas | stake of replica 0",
        "picsou.receiving.replicas | 0@a:1,1 | picsou.receiving.replicas | needs an address",
        "picsou.receiving.replicas | 0@a | picsou.receiving.replicas | write host:port",
        "picsou.receiving.replicas | 0@a:99999 | picsou.receiving.replicas | write host:port",
        "picsou.receiving.replicas | 0@a:0 | picsou.receiving.replicas | 1 and 65535",
        "picsou.receiving.replicas | 0@a:1,1@a:1 | picsou.receiving.replicas | share address a:1",
        "picsou.sending.u | 4 | picsou.sending.u | 2u+r+1=9",
        "picsou.sending.r | 4 | picsou.sending.r | liars count as failures",
        "picsou.receiving.cluster | a | picsou.receiving.cluster | must differ",
        "picsou.listen | nonsense | picsou.listen | write host:port",
        "picsou.acks | never | picsou.acks | DURABLE",
        "picsou.strategy | best | picsou.strategy | PICSOU",
        "picsou.queue.bytes | 10 | picsou.queue.bytes | must not be below picsou.batch.bytes",
        "picsou.send.window.bytes | 134217728 | picsou.receive.window.bytes | must be at least twice picsou.send.window.bytes",
        "picsou.reconnect.max.ms | 1 | picsou.reconnect.max.ms | picsou.reconnect.min.ms",
        "picsou.reorder.window.max.ms | 1 | picsou.reorder.window.max.ms | reorder.window.min",
        "picsou.sending.keys | AAAA | picsou.sending.keys | no Ed25519 public key",
        "picsou.sending.keys.earlier | 1:1:AAAA | picsou.sending.keys.earlier | needs picsou",
        "picsou.max.message.bytes | 1000 | picsou.max.message.bytes | at least",
      })
  void namesTheSettingThatIsWrong(String key, String value, String named, String advice) {
    settings.put(key, value);
    assertThatThrownBy(() -> read(Side.SENDING))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(named)
        .hasMessageContaining(advice);
  }

  @Test
  void everySettingIsDocumentedAndGrouped() {
    assertThat(DEFINITION.configKeys().values())
        .allSatisfy(
            key -> {
              assertThat(key.name).startsWith("picsou.");
              assertThat(key.documentation).endsWith(".");
              assertThat(key.group).isNotBlank();
              assertThat(key.displayName).isNotBlank();
            });
  }
}
