package io.picsou.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.core.stream.SentLog.Run;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlightsTest {
  private static final long MAX = 32L << 20;
  private static final long ROUND = 1_000;

  /** The longest delay that is in time. */
  private static final long IN_TIME = SendWindow.ROOM * ROUND;

  private static final int PAYLOAD = 100_000;
  private static final long REORDER = 2 * IN_TIME;

  private final SendWindow window = new SendWindow(4, MAX, ROUND, IN_TIME);
  private final Flights flights = new Flights(window, REORDER);
  private final List<Run> runs = new ArrayList<>();
  private final BitSet arrived = new BitSet();

  private void offer(long atNanos, boolean first) {
    long sequence = runs.size() + 1;
    Frame frame = Frame.of(List.of(Entry.of(sequence, new byte[PAYLOAD])));
    runs.add(new Run(frame, sequence, atNanos, 0));
    flights.offered(runs.get(runs.size() - 1), first);
  }

  /** A quorum has it, which is noticed at once: enough time has passed since the last look. */
  private void arrive(int sequence, long atNanos) {
    arrived.set(sequence);
    flights.look((first, last) -> arrived.get((int) first), runs.size(), atNanos);
  }

  private void lose(int sequence, long atNanos) {
    flights.lost(runs.get(sequence - 1), atNanos);
  }

  private long bytes(int count) {
    return (long) count * runs.get(0).frame().sizeBytes();
  }

  private long grown() {
    return window.bytes() - SendWindow.FLOOR_BYTES;
  }

  private long part(int count) {
    return count * (bytes(1) / SendWindow.PART);
  }

  /** Run 1 has taken a round; returns the window, which can shrink. */
  private long grownWhereTheWayIsShort() {
    window.turn(MAX / 16);
    offer(0, true);
    flights.quacked(1, ROUND);
    return window.bytes();
  }

  @Test
  void countsWhatIsUnderWay() {
    offer(0, true);
    offer(0, true);
    offer(0, true);
    assertThat(flights.bytes()).isEqualTo(bytes(3));

    arrive(2, IN_TIME);
    assertThat(flights.bytes()).isEqualTo(bytes(2));
    lose(1, IN_TIME);
    assertThat(flights.bytes()).isEqualTo(bytes(1));
    lose(1, IN_TIME);
    lose(2, IN_TIME);
    assertThat(flights.count()).isEqualTo(1);
    flights.quacked(3, IN_TIME);
    assertThat(flights.bytes()).isZero();
    assertThat(flights.count()).isZero();
  }

  @Test
  void tellsTheWindowWhenItIsQuacked() {
    offer(0, true);
    offer(0, true);
    flights.quacked(1, IN_TIME);
    assertThat(grown()).isEqualTo(part(1));
    flights.quacked(2, IN_TIME);
    assertThat(grown()).isEqualTo(part(2));
  }

  @Test
  void whatIsQuackedLateIsLateThoughItArrivedInTime() {
    long before = grownWhereTheWayIsShort();
    offer(0, true);
    offer(0, true);
    arrive(3, IN_TIME);
    arrive(2, IN_TIME);
    flights.quacked(3, IN_TIME + 1);
    assertThat(window.bytes()).isEqualTo(before - part(2));
  }

  @Test
  void whatWasLostMakesNothingLate() {
    offer(0, true);
    offer(0, true);
    arrive(2, IN_TIME);
    lose(1, 3 * IN_TIME);
    flights.quacked(2, 4 * IN_TIME);
    assertThat(grown()).isEqualTo(part(1));
  }

  @Test
  void behindALossWhatCameEarlyIsAsLateAsWhatWasBeforeIt() {
    long before = grownWhereTheWayIsShort();
    offer(0, true);
    offer(0, true);
    offer(0, true);
    arrive(4, IN_TIME);
    lose(2, IN_TIME);
    arrive(3, IN_TIME + REORDER - 1);
    flights.quacked(4, 2 * REORDER);
    assertThat(window.bytes()).isEqualTo(before - part(2));
  }

  @Test
  void whatWasOvertakenForLongMayHaveBeenLost() {
    offer(0, true);
    offer(0, true);
    arrive(2, IN_TIME);
    arrive(1, IN_TIME + REORDER);
    lose(1, IN_TIME + REORDER);
    flights.quacked(2, 2 * REORDER);
    assertThat(grown()).isEqualTo(part(1));
  }

  @Test
  void behindALossWhatOthersHadSentBeforeTellsNothing() {
    offer(0, true);
    offer(0, false);
    arrive(2, IN_TIME);
    lose(1, IN_TIME);
    flights.quacked(2, 2 * IN_TIME);
    assertThat(grown()).isZero();
    offer(2 * IN_TIME, false);
    flights.quacked(3, 3 * IN_TIME);
    assertThat(grown()).isEqualTo(part(1));
  }

  @Test
  void doesNotLookForArrivalsWhileTheOldestIsInTimeNorAgainAtOnce() {
    offer(0, true);
    offer(0, true);
    offer(0, true);
    arrive(3, IN_TIME / 2 - 1);
    assertThat(flights.count()).isEqualTo(3);
    arrive(3, IN_TIME / 2);
    assertThat(flights.count()).isEqualTo(2);
    arrive(2, IN_TIME / 2 + REORDER / Flights.LOOKS - 1);
    assertThat(flights.count()).isEqualTo(2);
    arrive(2, IN_TIME / 2 + REORDER / Flights.LOOKS);
    assertThat(flights.count()).isEqualTo(1);
  }
}
