package io.picsou.core.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import io.picsou.core.cluster.Replica;
import io.picsou.core.cluster.Thresholds;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Epochs;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.ReceiverProtocol;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom an OTU receiver asks for what it misses. */
class OtuRequestsTest {
  private static final long TIMEOUT = 80 * LinkSimulation.MILLIS;

  /** Every sender is silent, so the receiver goes from view to view as well. */
  @ParameterizedTest
  @ValueSource(ints = {2, 4, 7})
  void asksEverySenderInTurn(int senders) {
    Link link = new Link("link", cluster("A", senders), cluster("B", 1));
    ReceiverProtocol receiver =
        Strategy.OTU.receiver(link, 0, LinkSimulationTest.options(1, 256), 0);
    Message probe = new Message.Probe(0, 5);
    receiver.handle(new Envelope(Peer.sender(1), new Epochs(0, 0), probe), 0);
    Set<Integer> asked = new LinkedHashSet<>();
    for (int round = 0; round <= senders; round++) {
      receiver.tick(round * TIMEOUT + TIMEOUT / 2);
      for (Envelope out = receiver.poll(); out != null; out = receiver.poll()) {
        if (out.message() instanceof Message.Fetch) {
          asked.add(out.peer().replica());
        }
      }
    }

    assertThat(asked).hasSize(senders).startsWith(1);
  }

  private static Cluster cluster(String id, int size) {
    return new Cluster(
        id,
        0,
        IntStream.range(0, size).mapToObj(i -> new Replica(i, "", 1)).toList(),
        Thresholds.crash(size));
  }
}
