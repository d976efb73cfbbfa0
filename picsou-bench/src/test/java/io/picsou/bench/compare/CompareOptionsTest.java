package io.picsou.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picsou.bench.compare.ClusterOptions.Preset;
import io.picsou.bench.compare.ClusterOptions.ThresholdOptions;
import io.picsou.bench.compare.CompareOptions.Hosting;
import io.picsou.bench.compare.CompareOptions.Limits;
import io.picsou.bench.compare.CompareOptions.Source;
import io.picsou.bench.compare.CompareOptions.Target;
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

  private static CompareOptions between(Workload workload, boolean duplex, Limits limits) {
    ThresholdOptions thresholds = new ThresholdOptions(Preset.CRASH, null, null);
    return new CompareOptions(
        Contenders.names(),
        new ClusterOptions(5, 5, List.of(), thresholds, Conduct.CORRECT, duplex),
        workload,
        new Timing(1, 1, 1),
        hosting(limits.shaped(), limits, null),
        Map.of());
  }

  private static Workload workload(Source source, boolean durable, Target target) {
    return new Workload(100, source, 0, durable, target);
  }

  @Test
  void etcdGoesToEtcdOrToLogs() {
    Workload mirror = workload(Source.ETCD, true, Target.ETCD);
    between(mirror, false, Limits.NONE).check();
    between(workload(Source.ETCD, false, Target.LOG), true, Limits.NONE).check();
    between(workload(Source.ETCD, true, Target.RECONCILE), true, Limits.NONE).check();
  }

  private static void assertRefused(CompareOptions options, String why) {
    assertThatThrownBy(options::check)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void whatDoesNotFitEtcdIsRefused() {
    Limits none = Limits.NONE;
    Workload mirror = workload(Source.ETCD, true, Target.ETCD);
    Workload shared = workload(Source.ETCD, true, Target.RECONCILE);
    assertRefused(between(workload(Source.FILE, true, Target.ETCD), false, none), "--source etcd");
    assertRefused(between(workload(Source.ETCD, false, Target.ETCD), false, none), "durable");
    assertRefused(between(mirror, true, none), "copies of each other");
    assertRefused(between(shared, false, none), "needs --duplex");
    assertRefused(between(mirror, false, SLOW), "loopback");
    Workload tiny = new Workload(15, Source.ETCD, 0, true, Target.RECONCILE);
    assertRefused(between(tiny, true, none), "16 or more");
  }

  @Test
  void brokersStandBesideTheReceivers() {
    assertThat(ShapedSites.shape(of(hosting(true, SLOW, null))).regions())
        .containsExactly(
            List.of("A0", "A1", "A2", "A3"),
            List.of("B0", "B1", "B2", "B3", "kafka0", "kafka1", "kafka2"));
  }
}
