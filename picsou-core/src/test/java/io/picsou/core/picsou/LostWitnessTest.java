package io.picsou.core.picsou;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Ack;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Epochs;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Peer;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A receiver shows an entry and dies for good before it is durable; another has let it go already.
 * Nobody complains, as a quorum has shown it, and yet it is not QUACKed.
 */
class LostWitnessTest {
  private static final long[] NONE = {};

  private final PicsouSender sender =
      new PicsouSender(Fixtures.link(1, 3), 0, Fixtures.options(1, 64), 0);

  @Test
  void theSenderHelpsTheReceiverThatLacksIt() {
    sender.offer(Frame.of(List.of(Fixtures.entry(1))), 0);
    acknowledge(0, new Ack(1, 1, NONE), 1);
    acknowledge(1, new Ack(0, 1, NONE), 1);
    Fixtures.sentTo(sender, Message.Data.class);

    for (long now = 0; now <= 2 * CatchUp.PATIENCE_NANOS; now += CatchUp.PATIENCE_NANOS / 10) {
      acknowledge(2, new Ack(0, 0, NONE), now);
    }

    assertThat(sender.quacked()).isZero();
    assertThat(Fixtures.sentTo(sender, Message.Data.class)).contains(Peer.receiver(2));
  }

  private void acknowledge(int receiver, Ack ack, long nowNanos) {
    Message message = new Message.Acknowledge(ack);
    sender.handle(new Envelope(Peer.receiver(receiver), new Epochs(0, 0), message), nowNanos);
  }
}
