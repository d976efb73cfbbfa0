package io.picsou.sim.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Ack;
import io.picsou.core.protocol.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireBytesTest {
  private static final Frame FRAME = Frame.of(List.of(Entry.of(1, new byte[1000])));
  private final WireBytes sizes = new WireBytes();

  private int of(long... phi) {
    return sizes.of(new Message.Acknowledge(new Ack(0, 0, phi)));
  }

  @Test
  void entriesTakeTheirEncodedSize() {
    int empty = sizes.of(new Message.Probe(0, 0));
    assertThat(sizes.of(new Message.Data(FRAME, false, 0))).isEqualTo(empty + FRAME.sizeBytes());
    assertThat(WireBytes.entries(new Message.Data(FRAME, false, 0))).isEqualTo(1);
    assertThat(WireBytes.entries(new Message.Probe(0, 0))).isZero();
  }

  @Test
  void listsOfLongRunsAreShortAndOthersTakeTheirWords() {
    long[] held = new long[1000];
    java.util.Arrays.fill(held, -1L);
    held[0] = ~1L;
    assertThat(of(held) - of()).isLessThan(8);
    assertThat(of(0x5555555555555555L, 0x5555555555555555L) - of()).isBetween(12, 16);
  }

  @Test
  void sevenSendersThatWereHeardTakeAByte() {
    Ack ack = new Ack(0, 0, new long[0]);
    for (int heard : new int[] {1, 7, 8, 19, 64}) {
      long[] senders = {-1L >>> (Long.SIZE - heard)};
      assertThat(sizes.of(new Message.Acknowledge(ack, 0, senders)) - of())
          .as("%s senders", heard)
          .isEqualTo((heard + 6) / 7);
    }
  }

  @Test
  void anAcknowledgmentThatRidesAlongCounts() {
    Ack ack = new Ack(0, 0, new long[] {0x5555555555555555L});
    assertThat(sizes.of(new Message.Forward(FRAME, ack)))
        .isEqualTo(sizes.of(new Message.Data(FRAME, false, 0)) + of(ack.phi()) - 16);
  }
}
