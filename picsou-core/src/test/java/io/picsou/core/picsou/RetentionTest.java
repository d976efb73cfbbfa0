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

/** What a sender keeps for a receiver that lags; the others have everything at once. */
class RetentionTest {
  private static final Epochs EPOCHS = new Epochs(0, 0);
  private static final int ENTRY_BYTES = Frame.of(List.of(Fixtures.entry(1))).sizeBytes();

  /** So many entries are retained at most. */
  private static final int RETAINED =
      (int) (Fixtures.options(4, 64).retentionBytes() / ENTRY_BYTES);

  private static final int LAGGARD = 2;

  private final PicsouSender sender =
      new PicsouSender(Fixtures.link(1, 3), 0, Fixtures.options(4, 64), 0);

  @Test
  void whoIsCloseIsHelpedFromMemory() {
    send(RETAINED);

    isStuckAt(0);

    assertThat(sender.historyWanted()).isZero();
    assertThat(sender.counters().entriesFromHistory()).isPositive();
  }

  @Test
  void nothingIsKeptForWhoLacksMore() {
    send(RETAINED + 2);

    isStuckAt(RETAINED);

    assertThat(sender.historyWanted()).isEqualTo(RETAINED + 1);
  }

  @Test
  void whoHasCaughtUpIsKeptFor() {
    send(RETAINED + 1);
    has(LAGGARD, RETAINED + 1, 0);
    send(RETAINED);

    isStuckAt(RETAINED + 1);

    assertThat(sender.historyWanted()).isZero();
    assertThat(sender.counters().entriesFromHistory()).isPositive();
  }

  @Test
  void whoLacksMoreIsStillWaitedFor() {
    send(RETAINED + 1);
    has(LAGGARD, 0, 0);
    assertThat(offerNext()).isFalse();
    has(LAGGARD, RETAINED + 1, 0);
    assertThat(offerNext()).isTrue();
  }

  private boolean offerNext() {
    return sender.offer(Frame.of(List.of(Fixtures.entry(sender.offered() + 1))), 0);
  }

  private void send(int entries) {
    for (int i = 0; i < entries; i++) {
      assertThat(offerNext()).isTrue();
      long next = sender.offered();
      has(0, next, 0);
      has(1, next, 0);
    }
  }

  private void isStuckAt(long sequence) {
    has(LAGGARD, sequence, 0);
    has(LAGGARD, sequence, CatchUp.PATIENCE_NANOS);
  }

  private void has(int receiver, long upTo, long nowNanos) {
    Message told = new Message.Acknowledge(new Ack(upTo, upTo, new long[0]));
    sender.handle(new Envelope(Peer.receiver(receiver), EPOCHS, told), nowNanos);
  }
}
