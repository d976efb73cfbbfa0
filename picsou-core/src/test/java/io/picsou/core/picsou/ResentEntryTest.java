package io.picsou.core.picsou;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.cluster.Link;
import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Ack;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Epochs;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Peer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A resend may reach a receiver that has the entry while a peer of it has not. */
class ResentEntryTest {
  private static final Epochs EPOCHS = new Epochs(0, 0);

  private final PicsouReceiver receiver =
      new PicsouReceiver(
          new Link("link", Fixtures.cluster("A", 3), Fixtures.cluster("B", 3)),
          0,
          Fixtures.options(4, 64),
          0);
  private final Frame frame = Frame.of(List.of(Fixtures.entry(1)));

  @Test
  void passesAKnownEntryOnToAPeerThatLacksIt() {
    handle(Peer.sender(0), new Message.Data(frame, false, 0));
    handle(Peer.receiver(1), new Message.Acknowledge(new Ack(1, 1, new long[0])));
    receiver.deliver();
    Fixtures.sentTo(receiver, Message.Forward.class);

    handle(Peer.sender(1), new Message.Data(frame, true, 0));

    assertThat(Fixtures.sentTo(receiver, Message.Forward.class)).containsExactly(Peer.receiver(2));
  }

  @Test
  void repeatsNothingThatEveryPeerHas() {
    handle(Peer.sender(0), new Message.Data(frame, false, 0));
    for (int peer = 1; peer < 3; peer++) {
      handle(Peer.receiver(peer), new Message.Acknowledge(new Ack(0, 1, new long[0])));
    }
    Fixtures.sentTo(receiver, Message.Forward.class);

    handle(Peer.sender(1), new Message.Data(frame, true, 0));

    assertThat(Fixtures.sentTo(receiver, Message.Forward.class)).isEmpty();
  }

  private void handle(Peer from, Message message) {
    receiver.handle(new Envelope(from, EPOCHS, message), 0);
  }
}
