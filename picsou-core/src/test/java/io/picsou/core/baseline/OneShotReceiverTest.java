package io.picsou.core.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import io.picsou.core.cluster.Replica;
import io.picsou.core.cluster.Thresholds;
import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Epochs;
import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Peer;
import java.util.List;
import org.junit.jupiter.api.Test;

class OneShotReceiverTest {
  private static final LinkOptions OPTIONS = LinkOptions.defaults();
  private static final int PAYLOAD_BYTES = 1 << 20;

  private final OneShotReceiver receiver =
      new OneShotReceiver(new Link("link", one("A"), one("B")), 0, OPTIONS, 0);

  private long last;

  @Test
  void holdsNoMoreThanItsWindowIfNobodyTakesWhatItHas() {
    long window = OPTIONS.receiveWindowBytes() / PAYLOAD_BYTES;
    for (int i = 0; i < 2 * window; i++) {
      arrives();
    }
    assertThat(receiver.counters().dropped()).isBetween(window - 1, window + 1);

    while (receiver.deliver() != null) {}
    long dropped = receiver.counters().dropped();
    arrives();

    assertThat(receiver.deliver().last()).isEqualTo(last);
    assertThat(receiver.counters().dropped()).isEqualTo(dropped);
  }

  private void arrives() {
    Frame frame = Frame.of(List.of(Entry.of(last + 1, new byte[PAYLOAD_BYTES])));
    Message.Data data = new Message.Data(frame, false, last++);
    receiver.handle(new Envelope(Peer.sender(0), new Epochs(0, 0), data), 0);
  }

  private static Cluster one(String id) {
    return new Cluster(id, 0, List.of(new Replica(0, "", 1)), Thresholds.crash(1));
  }
}
