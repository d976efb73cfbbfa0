package io.picsou.core.picsou;

import static io.picsou.core.picsou.PeerRepair.PATIENCE_NANOS;
import static io.picsou.core.picsou.PeerRepair.TIMEOUT_NANOS;
import static io.picsou.core.picsou.PeerRepair.URGENT_PATIENCE_NANOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Thresholds;
import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Ack;
import io.picsou.core.stream.EntryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PeerRepairTest {
  private static final int RECEIVERS = 4;
  private static final long START = -1_000;
  private static final long DUE = START + PATIENCE_NANOS;

  private static final int RETENTION_BYTES = 1 << 20;

  private final EntryStore store = new EntryStore(16 << 20, RETENTION_BYTES, 0);
  private final PeerRepair repair = repair(RECEIVERS, new Thresholds(1, 0));
  private final List<String> fetches = new ArrayList<>();

  private PeerRepair repair(int n, Thresholds thresholds) {
    Cluster cluster = Fixtures.cluster("B", n, thresholds);
    return new PeerRepair(Fixtures.cluster("A", n, thresholds), cluster, 0, store);
  }

  private List<String> run(long now) {
    fetches.clear();
    repair.run(now, (peer, first, last) -> fetches.add(peer + ":" + first + "-" + last));
    return fetches;
  }

  private void arrives(long first, long last) {
    store.add(Frame.of(LongStream.rangeClosed(first, last).mapToObj(Fixtures::entry).toList()));
  }

  private static Ack upTo(long held) {
    return new Ack(held, held, new long[0]);
  }

  @Test
  void fetchesWhatAPeerHasHadForAWhile() {
    repair.onPeerAck(2, upTo(10));
    assertThat(run(START)).isEmpty();
    assertThat(repair.deadlineNanos(START)).isEqualTo(DUE);
    assertThat(run(DUE - 1)).isEmpty();
    assertThat(run(DUE)).containsExactly("2:1-10");
  }

  @Test
  void whatIsNewIsOnItsWay() {
    repair.onPeerAck(2, upTo(10));
    run(START);
    repair.onPeerAck(2, upTo(20));
    run(START + PATIENCE_NANOS / 2);
    assertThat(run(DUE)).containsExactly("2:1-10");
    arrives(1, 10);
    assertThat(run(DUE + 1)).isEmpty();
    assertThat(run(DUE + PATIENCE_NANOS / 2)).containsExactly("2:11-20");
  }

  @Test
  void goesOnAtOnceWhenARequestIsAnswered() {
    repair.onPeerAck(1, upTo(1_000_000));
    arrives(1, 10);
    run(START);
    String first = run(DUE).get(0);
    long last = Long.parseLong(first.substring(first.indexOf('-') + 1));
    assertThat(last).isGreaterThan(11).isLessThan(1_000_000);
    assertThat(run(DUE + 1)).isEmpty();
    arrives(11, last);
    assertThat(run(DUE + 2)).singleElement().asString().startsWith("1:" + (last + 1) + "-");
  }

  @Test
  void asksSomebodyElseIfThereIsNoAnswer() {
    repair.onPeerAck(1, upTo(5));
    repair.onPeerAck(3, upTo(5));
    run(START);
    String first = run(DUE).get(0);
    assertThat(run(DUE + TIMEOUT_NANOS - 1)).isEmpty();
    assertThat(repair.deadlineNanos(DUE + 1)).isEqualTo(DUE + TIMEOUT_NANOS);
    String second = run(DUE + TIMEOUT_NANOS).get(0);
    String third = run(DUE + 2 * TIMEOUT_NANOS).get(0);
    assertThat(List.of(first, second, third)).contains("1:1-5", "3:1-5");
  }

  @Test
  void hasMorePatienceWhereEntriesComeLate() {
    repair.onPeerAck(1, upTo(5));
    run(START);
    assertThat(run(DUE)).isNotEmpty();
    arrives(1, 5);
    repair.onRepeated(6, 7, DUE + 1);
    repair.onRepeated(1, 5, DUE + 1);
    repair.onPeerAck(1, upTo(9));
    run(DUE + 1);
    assertThat(run(DUE + PATIENCE_NANOS + 1)).isEmpty();
    assertThat(run(DUE + 2 * PATIENCE_NANOS + 1)).containsExactly("1:6-9");
  }

  @Test
  void hasLittlePatienceForWhatPeersMayNotHaveMuchLonger() {
    repair.onPeerAck(1, upTo(5));
    run(START);
    run(DUE);
    arrives(1, 5);
    for (int again = 0; again < 10; again++) {
      repair.onRepeated(1, 5, DUE + again * PeerRepair.MAX_PATIENCE_NANOS);
    }
    long now = DUE + 10 * PeerRepair.MAX_PATIENCE_NANOS;
    repair.onPeerAck(1, upTo(6));
    run(now);
    assertThat(repair.deadlineNanos(now)).isEqualTo(now + PeerRepair.MAX_PATIENCE_NANOS);
    repair.onPeerAck(1, upTo(RETENTION_BYTES));
    run(now + 1);
    assertThat(repair.deadlineNanos(now + 1)).isEqualTo(now + URGENT_PATIENCE_NANOS);
    assertThat(run(now + URGENT_PATIENCE_NANOS)).isNotEmpty();
  }

  @Test
  void waitsForWhatMayBeOnItsWayWhereAllThatComesTakesLong() {
    long delay = 4 * URGENT_PATIENCE_NANOS;
    repair.onPeerAck(1, upTo(RETENTION_BYTES));
    run(START);
    arrives(2, 5);
    repair.onForward(2, 5, START + delay);
    long patience = delay + delay / 4;
    assertThat(repair.deadlineNanos(START + delay)).isEqualTo(START + patience);
    assertThat(run(START + patience - 1)).isEmpty();
    assertThat(run(START + patience)).isNotEmpty();
    assertThat(run(START + patience + delay - 1)).as("an answer takes as long").isEmpty();
    assertThat(run(START + patience + delay)).isNotEmpty();
  }

  @Test
  void whatWasAskedForTellsNothingOfTheWay() {
    repair.onPeerAck(1, upTo(5));
    run(START);
    assertThat(run(DUE)).containsExactly("1:1-5");
    arrives(1, 5);
    repair.onForward(1, 5, DUE + TIMEOUT_NANOS);
    repair.onPeerAck(1, upTo(9));
    run(DUE + TIMEOUT_NANOS);
    assertThat(repair.deadlineNanos(DUE + TIMEOUT_NANOS))
        .isEqualTo(DUE + TIMEOUT_NANOS + PATIENCE_NANOS);
  }

  @Test
  void aLongWayIsForgottenWhenWhatComesIsQuickAgain() {
    repair.onPeerAck(1, upTo(5));
    run(START);
    repair.onForward(5, 5, START + PeerRepair.MAX_PATIENCE_NANOS);
    for (int again = 0; again < 6 * RECEIVERS * PeerRepair.MEMORY; again++) {
      repair.onForward(9, 9, START + PeerRepair.MAX_PATIENCE_NANOS);
    }
    assertThat(repair.deadlineNanos(START)).isEqualTo(DUE);
  }

  @Test
  void oneLiarMakesNothingExist() {
    PeerRepair wary = repair(4, new Thresholds(1, 1));
    wary.onPeerAck(1, upTo(Long.MAX_VALUE));
    assertThat(wary.missing()).isFalse();
    wary.onPeerAck(2, upTo(7));
    assertThat(wary.known()).isEqualTo(7);
  }

  @Test
  void gapsAreFetchedOneByOne() {
    arrives(3, 4);
    arrives(8, 9);
    repair.onPeerAck(1, upTo(9));
    run(START);
    assertThat(run(DUE)).containsExactly("1:1-2", "1:5-7");
    assertThat(repair.deadlineNanos(DUE)).isEqualTo(DUE + TIMEOUT_NANOS);
  }

  @Test
  void peersNeedWhatTheyLack() {
    delivered(100);
    everyoneElseHas(100);
    repair.onPeerAck(3, upTo(40));

    assertThat(repair.needed()).isEqualTo(40);
  }

  @Test
  void whoLacksMoreThanIsRetainedNeedsWhatIsNotQuacked() {
    delivered(60);
    delivered(100);
    everyoneElseHas(100);
    repair.onPeerAck(3, upTo(40));
    store.release(60);
    assertThat(repair.needed()).isEqualTo(40);

    repair.onWatermark(1, 80);
    assertThat(repair.needed()).isEqualTo(80);

    repair.onPeerAck(3, upTo(60));
    assertThat(repair.needed()).as("it has come close").isEqualTo(60);
  }

  @Test
  void anOvertakenAcknowledgmentDoesNotMakeAPeerNeedLess() {
    delivered(60);
    delivered(100);
    everyoneElseHas(100);
    repair.onPeerAck(3, upTo(70));
    store.release(repair.needed());
    repair.onWatermark(1, 100);

    repair.onPeerAck(3, upTo(40));

    assertThat(repair.needed()).isEqualTo(70);
  }

  @Test
  void whoWasNotHeardOfYetNeedsAllThatIsRetained() {
    delivered(60);
    delivered(100);
    store.release(60);
    PeerRepair restarted = repair(4, new Thresholds(1, 0));
    restarted.onWatermark(1, 100);

    assertThat(restarted.needed()).isEqualTo(60);
  }

  private void delivered(long last) {
    arrives(store.delivered() + 1, last);
    store.deliver();
  }

  private void everyoneElseHas(long sequence) {
    repair.onPeerAck(1, upTo(sequence));
    repair.onPeerAck(2, upTo(sequence));
  }
}
