package io.picsou.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.protocol.Peer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchOptionsTest {
  private static BatchOptions lingering(Duration linger) {
    return new BatchOptions(1, linger, 1);
  }

  private static final long MILLI = 1_000_000;
  private static final long LONGEST = BatchOptions.MAX_LINGER.toNanos();

  @Test
  void lingersLongerForMorePeersWithinBounds() {
    BatchOptions options = lingering(Duration.ofMillis(1));
    assertThat(options.lingerNanos(1, 0)).isEqualTo(MILLI);
    assertThat(options.lingerNanos(BatchOptions.PEERS, 0)).isEqualTo(MILLI);
    assertThat(options.lingerNanos(3 * BatchOptions.PEERS, 0)).isEqualTo(3 * MILLI);
    assertThat(options.lingerNanos(1_000 * BatchOptions.PEERS, 0)).isEqualTo(LONGEST);
    assertThat(lingering(Duration.ZERO).lingerNanos(100, 100)).isZero();
  }

  @Test
  void lingersLongerWhereManyShareAProcessor() {
    BatchOptions options = lingering(Duration.ofMillis(1));
    assertThat(options.lingerNanos(1, BatchOptions.ENDPOINTS)).isEqualTo(MILLI);
    assertThat(options.lingerNanos(1, 4.5 * BatchOptions.ENDPOINTS)).isEqualTo(9 * MILLI / 2);
    assertThat(options.lingerNanos(3 * BatchOptions.PEERS, 2 * BatchOptions.ENDPOINTS))
        .as("the longer one")
        .isEqualTo(3 * MILLI);
    assertThat(options.lingerNanos(1, 1_000 * BatchOptions.ENDPOINTS)).isEqualTo(LONGEST);
  }

  @Test
  void anEndpointHasStreamsWithTheOtherClusterAndReceiversWithTheirPeers() {
    var link = Loopback.link("peers", 4, 7);
    var options = EndpointOptions.defaults();
    assertThat(Identity.of(link, Peer.sender(0), options).peers()).isEqualTo(7);
    assertThat(Identity.of(link, Peer.receiver(0), options).peers()).isEqualTo(10);
  }
}
