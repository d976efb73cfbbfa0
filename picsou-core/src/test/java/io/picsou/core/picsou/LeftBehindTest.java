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

/** Receiver 1 keeps up with receiver 0, receiver 2 does not. */
class LeftBehindTest {
  private static final Epochs EPOCHS = new Epochs(0, 0);
  private static final int ENTRY_BYTES = Frame.of(List.of(Fixtures.entry(1))).sizeBytes();
  private static final long WINDOW = Fixtures.options(4, 64).receiveWindowBytes() / ENTRY_BYTES;

  private static final long START = 1_000_000;

  private final PicsouReceiver receiver =
      new PicsouReceiver(
          new Link("link", Fixtures.cluster("A", 3), Fixtures.cluster("B", 3)),
          0,
          Fixtures.options(4, 64),
          START);

  private long last = START;
  private long nowNanos = -5;

  @Test
  void whoIsSilentIsForwardedToAsFarAsItsWindowGoes() {
    for (int i = 0; i <= WINDOW; i++) {
      assertThat(next()).hasSize(2);
    }
    nowNanos += Silence.NANOS;
    assertThat(next()).containsExactly(Peer.receiver(1));
    assertThat(send(true)).as("resent").containsExactly(Peer.receiver(1));
    has(2, last - WINDOW / 2);
    assertThat(next()).as("is heard of again").hasSize(2);
  }

  @Test
  void whoTellsForASecondToBeBehindIsNotForwardedTo() {
    for (int i = 0; i <= WINDOW; i++) {
      has(2, START);
      assertThat(next()).hasSize(2);
    }
    nowNanos += Silence.NANOS - 1;
    has(2, START);
    assertThat(next()).as("for less than a second").hasSize(2);
    nowNanos++;
    has(2, START);
    assertThat(next()).containsExactly(Peer.receiver(1));
    has(2, last - 2 * WINDOW);
    assertThat(next()).as("still behind").containsExactly(Peer.receiver(1));
    has(2, last - WINDOW / 2);
    assertThat(next()).as("has come on").hasSize(2);
  }

  @Test
  void whoTellsToBeBehindForAMomentIsForwardedTo() {
    for (int i = 0; i < 4 * WINDOW; i++) {
      nowNanos += Silence.NANOS / WINDOW;
      has(2, i % WINDOW == 0 ? last : START);
      assertThat(next()).hasSize(2);
    }
  }

  @Test
  void whoIsSilentInsideOfItsWindowIsForwardedTo() {
    next();
    nowNanos += 10 * Silence.NANOS;
    for (int i = 1; i < WINDOW; i++) {
      assertThat(next()).hasSize(2);
    }
  }

  @Test
  void oldAcknowledgmentsDoNotTellThatAPeerIsBehind() {
    for (int i = 0; i < 2 * WINDOW; i++) {
      assertThat(next()).hasSize(2);
    }
    has(2, last - WINDOW / 2);
    for (int i = 0; i < 2 * WINDOW; i++) {
      assertThat(next()).hasSize(2);
    }
  }

  private List<Peer> next() {
    List<Peer> peers = send(false);
    receiver.deliver();
    has(1, last);
    return peers;
  }

  private List<Peer> send(boolean resend) {
    last++;
    Frame frame = Frame.of(List.of(Fixtures.entry(last)));
    handle(Peer.sender(0), new Message.Data(frame, resend, last - 1));
    return Fixtures.sentTo(receiver, Message.Forward.class);
  }

  private void has(int peer, long upTo) {
    handle(Peer.receiver(peer), new Message.Acknowledge(new Ack(upTo, upTo, new long[0])));
  }

  private void handle(Peer from, Message message) {
    receiver.handle(new Envelope(from, EPOCHS, message), nowNanos);
  }
}
