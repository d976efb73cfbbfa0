package io.picsou.bench.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import io.picsou.core.cluster.Replica;
import io.picsou.core.cluster.Thresholds;
import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.core.picsou.PicsouReceiver;
import io.picsou.core.protocol.Ack;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Epochs;
import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LyingReceiverTest {
  private static final int PHI = 4;
  private static final long HELD = 10;

  private final Link link = new Link("l", cluster("a"), cluster("b"));

  private static Cluster cluster(String id) {
    return new Cluster(
        id, 0, List.of(new Replica(0, "", 1), new Replica(1, "", 1)), new Thresholds(0, 0));
  }

  /** Acknowledgments that go out once entries 1 to 10 have come. */
  private List<Ack> acks(Conduct conduct) {
    LyingReceiver receiver =
        new LyingReceiver(new PicsouReceiver(link, 0, LinkOptions.defaults(), 0), conduct, PHI);
    Frame run = Frame.of(LongStream.rangeClosed(1, HELD).mapToObj(k -> Entry.of(k, null)).toList());
    Message data = new Message.Data(run, false, 0);
    receiver.handle(new Envelope(Peer.sender(0), new Epochs(0, 0), data), 0);
    receiver.tick(receiver.nextDeadlineNanos());
    receiver.handle(
        new Envelope(Peer.sender(1), new Epochs(0, 0), new Message.Probe(0, HELD)), 1_000_000_000);
    List<Ack> acks = new ArrayList<>();
    for (Envelope next = receiver.poll(); next != null; next = receiver.poll()) {
      if (next.message() instanceof Message.Acknowledge acknowledge) {
        acks.add(acknowledge.ack());
      }
    }
    return acks;
  }

  @Test
  void everythingIsAcknowledged() {
    assertThat(acks(Conduct.ACK_INF)).isNotEmpty().allMatch(ack -> ack.shows(1L << 60));
  }

  @Test
  void nothingIsAcknowledged() {
    assertThat(acks(Conduct.ACK_ZERO)).isNotEmpty().noneMatch(ack -> ack.shows(1));
  }

  @Test
  void acknowledgmentsTrail() {
    assertThat(acks(Conduct.ACK_DELAY))
        .isNotEmpty()
        .allMatch(ack -> ack.held() <= HELD - PHI)
        .anyMatch(ack -> ack.held() == HELD - PHI);
  }
}
