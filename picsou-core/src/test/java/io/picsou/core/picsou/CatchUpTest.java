package io.picsou.core.picsou;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.cluster.Link;
import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Ack;
import io.picsou.core.stream.Refill;
import io.picsou.core.stream.SentLog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatchUpTest {
  private final Link link = Fixtures.link(1, 3);
  private final SentLog log = new SentLog(4, Fixtures.options(1, 64), 0);
  private final CatchUp catchUp = new CatchUp(link, 0, new Refill(3, Fixtures.options(1, 64), log));
  private final List<Frame> sent = new ArrayList<>();

  /** The others were quicker, which is no reason to send anything again. */
  @Test
  void doesNotHelpAReceiverWhoseFirstAcknowledgmentIsBehind() {
    log.append(Frame.of(List.of(Fixtures.entry(1))), 0, 0);

    acknowledge(0, 0);

    assertThat(sent).isEmpty();
  }

  @Test
  void helpsAReceiverThatStaysBehind() {
    log.append(Frame.of(List.of(Fixtures.entry(1))), 0, 0);

    acknowledge(0, 0);
    acknowledge(0, CatchUp.PATIENCE_NANOS);

    assertThat(sent).hasSize(1);
  }

  /** A chunk may close a gap in front of entries that are there already. */
  @Test
  void goesOnWithOneThatHasComeBeyondWhatItWasGiven() {
    for (long k = 1; k <= 3; k++) {
      log.append(Frame.of(List.of(Fixtures.entry(k))), 0, 0);
    }
    acknowledge(0, 1, 0);
    acknowledge(0, 1, CatchUp.PATIENCE_NANOS);
    acknowledge(2, 3, CatchUp.PATIENCE_NANOS + 1);

    assertThat(sent).extracting(Frame::first).containsExactly(1L, 3L);
  }

  private void acknowledge(long held, long nowNanos) {
    acknowledge(held, 1, nowNanos);
  }

  private void acknowledge(long held, long arrived, long nowNanos) {
    Ack ack = new Ack(held, held, new long[0]);
    catchUp.onAck(2, ack, arrived, (receiver, frame) -> sent.add(frame), nowNanos);
  }
}
