package io.picsou.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.LinkOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A sender whose log starts behind entry 100. */
class RefillTest {
  private static final long FIRST = 101;
  private static final int LIAR = 0;
  private static final int BEHIND = 1;

  private final SentLog log = new SentLog(4, LinkOptions.defaults(), FIRST - 1);
  private final Refill refill = new Refill(2, LinkOptions.defaults(), log);
  private final List<String> sent = new ArrayList<>();

  @Test
  void whoHasWaitedForLongestComesFirst() {
    serve(LIAR, 10, 12);
    serve(BEHIND, 40, 50);
    read();
    assertThat(refill.historyWanted()).isEqualTo(11);
    serve(LIAR, 10, 12);
    assertThat(refill.historyWanted()).as("asking again starts nothing anew").isEqualTo(11);
    read();
    read();
    serve(LIAR, 10, 12);

    assertThat(refill.historyWanted()).isEqualTo(40);
    read();
    assertThat(sent).containsExactly("0:10", "0:11", "0:12", "1:40");
  }

  @Test
  void oneReadIsForAllWhoWantIt() {
    serve(LIAR, 10, 12);
    serve(BEHIND, 10, 20);
    read();

    assertThat(sent).containsExactly("0:10", "1:10");
  }

  @Test
  void whatHasComeOtherwiseIsNotWanted() {
    serve(BEHIND, 40, 50);
    refill.acknowledged(BEHIND, 39);
    assertThat(refill.historyWanted()).isEqualTo(40);
    refill.acknowledged(BEHIND, 40);
    assertThat(refill.historyWanted()).isZero();
  }

  private void serve(int receiver, long from, long to) {
    assertThat(refill.serve(receiver, from, to, this::send)).isZero();
  }

  /** Reads one entry. */
  private void read() {
    refill.history(Frame.of(List.of(Entry.of(refill.historyWanted(), new byte[20]))), this::send);
  }

  private void send(int receiver, Frame frame) {
    sent.add(receiver + ":" + frame.first());
  }
}
