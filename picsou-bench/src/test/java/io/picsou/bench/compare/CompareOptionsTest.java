package io.picsou.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picsou.bench.compare.ClusterOptions.Preset;
import io.picsou.bench.compare.ClusterOptions.ThresholdOptions;
import io.picsou.bench.compare.CompareOptions.Hosting;
import io.picsou.bench.compare.CompareOptions.Limits;
import io.picsou.bench.compare.CompareOptions.Source;
import io.picsou.bench.compare.CompareOptions.Timing;
import io.picsou.bench.compare.CompareOptions.Workload;
import io.picsou.bench.replica.Conduct;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompareOptionsTest {
  private static final Limits SLOW = new Limits(100, 0, 0);

  private static CompareOptions options(
      List<String> systems, Conduct faults, Hosting hosting, Map<String, String> settings) {
    ThresholdOptions thresholds = new ThresholdOptions(Preset.CRASH, null, null);
    ClusterOptions clusters = new ClusterOptions(4, 4, List.of(), thresholds, faults, false);
    return new CompareOptions(
        systems,
        clusters,
        new Workload(100, Source.GENERATOR, 0, false),
        new Timing(1, 1, 1),
        hosting,
        settings);
  }

  private static Hosting hosting(boolean each, Limits limits, String bootstrap) {
    return new Hosting(each, List.of(), limits, bootstrap);
  }

  private static CompareOptions of(Hosting hosting) {
    return options(Contenders.names(), Conduct.CORRECT, hosting, Map.of());
  }

  @Test
  void everySystemHasItsSettings() {
    Map<String, String> settings =
        Map.of("picsou.phi", "0", "linger.ms", "5", "buffer.bytes", "1", "kafka.acks.x", "1");
    options(Contenders.names(), Conduct.CORRECT, hosting(false, Limits.NONE, null), settings)
        .check();
  }

  @Test
  void aSettingThatNobodyHasIsNamed() {
    CompareOptions wrong =
        options(
            Contenders.names(),
            Conduct.CORRECT,
            hosting(false, Limits.NONE, null),
            Map.of("phi", "0"));
    assertThatThrownBy(wrong::check).hasMessage("--set: there is no setting phi");
  }

  @Test
  void theTopicIsNotForUsersToSet() {
    CompareOptions wrong =
        options(
            Contenders.names(),
            Conduct.CORRECT,
            hosting(false, Limits.NONE, null),
            Map.of("topic", "mine"));
    assertThatThrownBy(wrong::check).hasMessage("--set: there is no setting topic");
  }

  @Test
  void crashesAreNothingForKafka() {
    Hosting local = hosting(false, Limits.NONE, null);
    assertThatThrownBy(options(List.of("KAFKA"), Conduct.CRASHED, local, Map.of())::check)
        .hasMessageContaining("nobody else publishes their share");
    options(Contenders.bearing(Conduct.CRASHED), Conduct.CRASHED, local, Map.of()).check();
    assertThat(Contenders.bearing(Conduct.CORRECT)).contains("KAFKA");
  }

  @Test
  void aShapedNetworkIsForProcessesAndBrokersOfItsOwn() {
    of(hosting(true, SLOW, null)).check();
    assertThatThrownBy(of(hosting(false, SLOW, null))::check)
        .hasMessage("a shaped network needs --processes each");
    assertThatThrownBy(of(hosting(true, SLOW, "host:9092"))::check)
        .hasMessageContaining("--bootstrap");
    assertThatThrownBy(of(hosting(true, new Limits(-1, 0, 0), null))::check)
        .hasMessageContaining("nic-mbit");
  }

  @Test
  void brokersStandBesideTheReceivers() {
    assertThat(ShapedSites.shape(of(hosting(true, SLOW, null))).regions())
        .containsExactly(
            List.of("A0", "A1", "A2", "A3"),
            List.of("B0", "B1", "B2", "B3", "kafka0", "kafka1", "kafka2"));
  }
}
