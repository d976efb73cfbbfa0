package io.picsou.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import io.picsou.core.cluster.Replica;
import io.picsou.core.cluster.Thresholds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A new configuration reaches a running link by one restart after the other. */
@Timeout(180)
class RollingRestartIT {
  private static final long ENTRIES = 300_000;

  @Test
  void losesNothingWhenBothClustersChangeWhileEntriesFlow() {
    Link before = Loopback.link("roll", 4, 5);
    Link after = new Link("roll", successor(before.sending(), 3), successor(before.receiving(), 5));
    Link old = new Link("roll", before.sending(), firstOf(before.receiving(), 4));
    try (LinkFixture fixture = new LinkFixture(old, Loopback.options(), ENTRIES, 100, 50)) {
      fixture.startAll().awaitDelivered(0, 1_000);
      fixture.configure(after);
      for (int i = 0; i < 4; i++) {
        fixture.stopReceiver(i);
        fixture.startReceiver(i);
        fixture.stopSender(i);
        if (i < after.sending().size()) {
          fixture.startSender(i);
        }
      }
      assertThat(fixture.delivered(0)).as("still under way").isLessThan(ENTRIES);
      fixture.startReceiver(4);

      fixture.awaitAllDelivered();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(fixture.sender(0).quacked()).isEqualTo(ENTRIES));
    }
  }

  private static Cluster firstOf(Cluster cluster, int size) {
    return new Cluster(
        cluster.id(), 0, cluster.replicas().subList(0, size), Thresholds.crash(size));
  }

  private static Cluster successor(Cluster cluster, int size) {
    List<Replica> replicas = new ArrayList<>(cluster.replicas().subList(0, size));
    return new Cluster(cluster.id(), 1, replicas, Thresholds.crash(size));
  }
}
