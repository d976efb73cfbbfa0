package io.picsou.core.picsou;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Ack;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Epochs;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Peer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a receiver tells its peers may be lost, or come before they know of a change of the
 * clusters. Then only a sender whose word is not enough may tell them what there is to fetch.
 */
class LostAnnouncementTest {
  private static final long SECOND = 1_000_000_000;

  private final PicsouReceiver receiver =
      new PicsouReceiver(Fixtures.link(3, 3), 0, Fixtures.options(4, 64), 0);

  @Test
  void aPeerThatLagsIsToldAgain() {
    everyoneIsTold();

    acknowledge(1, 0);

    assertThat(toldUntil(4 * SECOND)).contains(Peer.receiver(1));
  }

  @Test
  void aPeerThatHasEverythingIsNot() {
    everyoneIsTold();

    acknowledge(1, 1);

    assertThat(toldUntil(4 * SECOND)).isEmpty();
  }

  private void everyoneIsTold() {
    Message entry = new Message.Data(Frame.of(List.of(Fixtures.entry(1))), false, 0);
    receiver.handle(new Envelope(Peer.sender(0), new Epochs(0, 0), entry), 0);
    assertThat(toldUntil(SECOND)).contains(Peer.receiver(1), Peer.receiver(2));
    assertThat(toldUntil(2 * SECOND)).isEmpty();
  }

  private void acknowledge(int peer, long held) {
    Message message = new Message.Acknowledge(new Ack(held, held, new long[0]));
    receiver.handle(new Envelope(Peer.receiver(peer), new Epochs(0, 0), message), 2 * SECOND);
  }

  /** Lets time pass; returns whom the receiver told what it has. */
  private List<Peer> toldUntil(long nanos) {
    List<Peer> told = new ArrayList<>();
    while (receiver.nextDeadlineNanos() <= nanos) {
      receiver.tick(receiver.nextDeadlineNanos());
      told.addAll(Fixtures.sentTo(receiver, Message.Acknowledge.class));
    }
    return told;
  }
}
