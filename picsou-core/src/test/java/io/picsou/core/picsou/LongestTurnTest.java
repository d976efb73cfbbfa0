package io.picsou.core.picsou;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.protocol.Message;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How many entries the first sender sends before the next one's turn, by the defaults. */
class LongestTurnTest {
  private static int firstTurn(int senders, int payloadBytes, int entries) {
    PicsouSender sender =
        new PicsouSender(Fixtures.link(senders, senders), 0, LinkOptions.defaults(), 0);
    sender.offer(
        Frame.of(
            LongStream.rangeClosed(1, entries)
                .mapToObj(sequence -> Entry.of(sequence, new byte[payloadBytes]))
                .toList()),
        0);
    Envelope first = sender.poll();
    return ((Message.Data) first.message()).frame().count();
  }

  @Test
  void itHasABoundInEntriesAndOneInBytes() {
    assertThat(firstTurn(4, 100, 1_500)).isEqualTo(1_024);
    assertThat(firstTurn(4, 10_000, 20)).isEqualTo(16);
    assertThat(firstTurn(4, 200_000, 3)).isEqualTo(1);
  }

  @Test
  void allSendersTurnsTogetherHaveOneToo() {
    assertThat(firstTurn(16, 10_000, 20)).isEqualTo(16);
    assertThat(firstTurn(17, 10_000, 20)).isEqualTo(8);
    assertThat(firstTurn(19, 100, 1_500)).isEqualTo(1_024);
  }
}
