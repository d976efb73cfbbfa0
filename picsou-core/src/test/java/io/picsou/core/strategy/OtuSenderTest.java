package io.picsou.core.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import io.picsou.core.cluster.Replica;
import io.picsou.core.cluster.Thresholds;
import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Epochs;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.SenderProtocol;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which receivers an OTU leader sends to. */
class OtuSenderTest {
  private final Link link = new Link("link", cluster("A"), cluster("B"));

  private static Cluster cluster(String id) {
    return new Cluster(
        id,
        0,
        IntStream.range(0, 4).mapToObj(i -> new Replica(i, "", 1)).toList(),
        Thresholds.crash(4));
  }

  private SenderProtocol sender(int id) {
    return Strategy.OTU.sender(link, id, LinkSimulationTest.options(1, 256), 0);
  }

  private static List<Integer> receiversOf(SenderProtocol sender, long sequence) {
    sender.offer(Frame.of(List.of(Entry.of(sequence, new byte[1]))), 0);
    List<Integer> receivers = new ArrayList<>();
    for (Envelope out = sender.poll(); out != null; out = sender.poll()) {
      if (out.message() instanceof Message.Data data && data.frame().first() == sequence) {
        receivers.add(out.peer().replica());
      }
    }
    return receivers;
  }

  @Test
  void theFirstLeaderSendsEverythingToTheSameOneMoreThanMayFail() {
    SenderProtocol leader = sender(0);
    SenderProtocol other = sender(1);
    for (int sequence = 1; sequence <= 5; sequence++) {
      assertThat(receiversOf(leader, sequence)).containsExactly(0, 1);
      assertThat(receiversOf(other, sequence)).isEmpty();
    }
  }

  @Test
  void theNextLeaderHasReceiversOfItsOwn() {
    SenderProtocol next = sender(3);
    next.handle(new Envelope(Peer.receiver(2), new Epochs(0, 0), new Message.View(3)), 0);

    assertThat(receiversOf(next, 1)).containsExactly(3, 0);
    assertThat(receiversOf(next, 2)).containsExactly(3, 0);
  }
}
