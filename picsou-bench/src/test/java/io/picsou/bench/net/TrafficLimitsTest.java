package io.picsou.bench.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrafficLimitsTest {
  private static final List<List<String>> REGIONS = List.of(List.of("a"), List.of("b", "c"));
  private static final List<String> FAR = List.of("10.77.1.1", "10.77.1.2");

  @Test
  void noLimitsNoLines() {
    TrafficLimits limits = new TrafficLimits(new NetworkShape(REGIONS, 0, 0, 60));
    assertThat(limits.nic("h0")).isEmpty();
    assertThat(limits.sender("eth0", FAR)).isEmpty();
  }

  @Test
  void queueOfANicHoldsARoundTrip() {
    // 100 Mbit/s carry 12,500 bytes per ms.
    assertThat(new TrafficLimits(new NetworkShape(REGIONS, 100, 0, 80)).nic("h0"))
        .containsExactly("qdisc add dev h0 root tbf rate 100mbit burst 73728 limit 1000000");
    assertThat(new TrafficLimits(new NetworkShape(REGIONS, 1000, 0, 0)).nic("h0"))
        .containsExactly("qdisc add dev h0 root tbf rate 1000mbit burst 250000 limit 6250000");
  }

  @Test
  void pairsOfOneNicMayBorrowUpToTheirLimitAndAllGetAShare() {
    TrafficLimits limits = new TrafficLimits(new NetworkShape(REGIONS, 90, 50, 0));
    assertThat(limits.sender("eth0", FAR))
        .filteredOn(line -> line.startsWith("class"))
        .extracting(line -> line.replaceAll(" burst.*", ""))
        .containsExactly(
            "class add dev eth0 parent 1: classid 1:1 htb rate 90000kbit ceil 90mbit",
            "class add dev eth0 parent 1:1 classid 1:2 htb rate 30000kbit ceil 90mbit",
            "class add dev eth0 parent 1:1 classid 1:10 htb rate 30000kbit ceil 50mbit",
            "class add dev eth0 parent 1:1 classid 1:11 htb rate 30000kbit ceil 50mbit");
    assertThat(limits.sender("eth0", FAR))
        .contains(
            "filter add dev eth0 parent 1: protocol ip prio 1 u32"
                + " match ip dst 10.77.1.2/32 flowid 1:11");
  }

  @Test
  void withoutALimitForTheNicOnlyPairsAreLimited() {
    TrafficLimits limits = new TrafficLimits(new NetworkShape(REGIONS, 0, 50, 0));
    assertThat(limits.sender("eth0", FAR))
        .startsWith("qdisc add dev eth0 root handle 1: htb default 0")
        .filteredOn(line -> line.startsWith("class"))
        .extracting(line -> line.replaceAll(" burst.*", ""))
        .containsExactly(
            "class add dev eth0 parent 1: classid 1:10 htb rate 50000kbit ceil 50mbit",
            "class add dev eth0 parent 1: classid 1:11 htb rate 50000kbit ceil 50mbit");
  }
}
