package io.picsou.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.protocol.Peer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchOptionsTest {
  private static BatchOptions lingering(Duration linger) {
    return new BatchOptions(1, linger, 1);
  }

  @Test
  void lingersLongerForMorePeersWithinBounds() {
    BatchOptions options = lingering(Duration.ofMillis(1));
    assertThat(options.linger(1)).isEqualTo(Duration.ofMillis(1));
    assertThat(options.linger(BatchOptions.PEERS)).isEqualTo(Duration.ofMillis(1));
    assertThat(options.linger(3 * BatchOptions.PEERS)).isEqualTo(Duration.ofMillis(3));
    assertThat(options.linger(1_000 * BatchOptions.PEERS)).isEqualTo(BatchOptions.MAX_LINGER);
    assertThat(lingering(Duration.ZERO).linger(100)).isZero();
  }

  @Test
  void anEndpointHasStreamsWithTheOtherClusterAndReceiversWithTheirPeers() {
    var link = Loopback.link("peers", 4, 7);
    var options = EndpointOptions.defaults();
    assertThat(Identity.of(link, Peer.sender(0), options).peers()).isEqualTo(7);
    assertThat(Identity.of(link, Peer.receiver(0), options).peers()).isEqualTo(10);
  }
}
