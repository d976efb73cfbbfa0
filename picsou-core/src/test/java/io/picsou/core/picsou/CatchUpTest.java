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
  private final Link link = new Link("link", Fixtures.cluster("A", 1), Fixtures.cluster("B", 3));
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

  private void acknowledge(long held, long nowNanos) {
    Ack ack = new Ack(held, held, new long[0]);
    catchUp.onAck(2, ack, 1, (receiver, frame) -> sent.add(frame), nowNanos);
  }
}
