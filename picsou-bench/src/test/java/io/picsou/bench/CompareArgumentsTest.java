package io.picsou.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picsou.bench.compare.CompareOptions;
import io.picsou.bench.compare.CompareOptions.Source;
import io.picsou.bench.compare.CompareOptions.Target;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What the options mean that are left out. */
class CompareArgumentsTest {
  @Command
  private static final class Holder {
    @Mixin private CompareArguments arguments;
  }

  private static CompareOptions options(String... words) {
    Holder holder = new Holder();
    new CommandLine(holder).parseArgs(words);
    return holder.arguments.options();
  }

  @Test
  void withoutAnyLogsAreMadeUpAndForgotten() {
    CompareOptions options = options();
    assertThat(options.clusters().size(0)).isEqualTo(4);
    assertThat(options.workload().source()).isEqualTo(Source.GENERATOR);
    assertThat(options.workload().target()).isEqualTo(Target.LOG);
    assertThat(options.workload().durable()).isFalse();
  }

  @Test
  void limitedNetworksWarmUpForLonger() {
    assertThat(options().timing().warmupSeconds()).isEqualTo(15);
    assertThat(options("--pair-mbit", "16").timing().warmupSeconds()).isEqualTo(40);
    assertThat(options("--nic-mbit", "9", "--warmup", "2").timing().warmupSeconds()).isEqualTo(2);
  }

  @Test
  void etcdIsCopiedDurablyToFiveMembers() {
    CompareOptions options = options("--source", "etcd");
    assertThat(options.clusters().size(0)).isEqualTo(5);
    assertThat(options.clusters().size(1)).isEqualTo(5);
    assertThat(options.workload().target()).isEqualTo(Target.ETCD);
    assertThat(options.workload().durable()).isTrue();
    assertThat(options("--source", "etcd", "--replicas", "3").clusters().size(1)).isEqualTo(3);
  }

  @Test
  void bothWaysEtcdIsReconciled() {
    CompareOptions options = options("--source", "etcd", "--duplex");
    assertThat(options.workload().target()).isEqualTo(Target.RECONCILE);
    assertThat(options.workload().durable()).isTrue();
  }

  @Test
  void etcdMayBeTheSourceOnly() {
    CompareOptions options = options("--source", "etcd", "--target", "log");
    assertThat(options.workload().target()).isEqualTo(Target.LOG);
    assertThat(options.workload().durable()).isFalse();
  }

  @Test
  void whereTheNetworkIsTheLimitCompilersStopEarly() {
    String early = "-XX:TieredStopAtLevel=1";
    assertThat(options().hosting().java()).doesNotContain(early);
    assertThat(options("--nic-mbit", "100").hosting().java()).contains(early);
    assertThat(options("--rtt-ms", "60", "--java", "-Xint").hosting().java())
        .containsExactly("-Xint");
  }

  @Test
  void whatEtcdHasIsNotInMemory() {
    assertThatThrownBy(() -> options("--source", "etcd", "--acks", "memory"))
        .hasMessageContaining("leave --acks memory out");
    assertThatThrownBy(() -> options("--target", "etcd"))
        .hasMessageContaining("only what was read from etcd");
    assertThatThrownBy(() -> options("--target", "disk")).hasMessage("--target cannot be disk");
  }
}
