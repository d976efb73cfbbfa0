package io.picsou.core.stream;

import io.picsou.core.entry.Frame;
import io.picsou.core.stream.SentLog.Run;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * The runs of a stream that are not QUACKed, in order, and how long they take, which the send
 * window is told. If nothing was lost since, that is until the QUACK. What waits behind a loss is
 * QUACKed late whatever the queues are: then it is until a quorum has the run, and what was before
 * it, but for what was lost. Not thread-safe.
 */
final class Flights {
  /** How often per reordering window it is looked for what has arrived, at most. */
  static final int LOOKS = 8;

  private static final class Flight {
    final Run run;
    final boolean first;

    /** Whether a quorum has it, and since when. */
    boolean arrived;

    long arrivedAtNanos;

    /** Whether a quorum has what was offered later, and since when. */
    boolean overtaken;

    long overtakenAtNanos;

    Flight(Run run, boolean first) {
      this.run = run;
      this.first = first;
    }

    int bytes() {
      return run.frame().sizeBytes();
    }

    /** For how long it was not there while something later was. */
    long overtakenNanos() {
      return overtaken ? arrivedAtNanos - overtakenAtNanos : 0;
    }

    void overtaken(long nowNanos) {
      if (!overtaken) {
        overtaken = true;
        overtakenAtNanos = nowNanos;
      }
    }
  }

  private final SendWindow window;
  private final long reorderNanos;
  private final ArrayDeque<Flight> flights = new ArrayDeque<>();

  /** When everything had arrived that was judged, but for what was lost. */
  private long arrivedAtNanos;

  /** Since when the oldest run is the oldest. */
  private long progressNanos;

  private boolean lost;
  private long lostAtNanos;
  private boolean looked;
  private long lookedAtNanos;
  private long bytes;
  private int count;

  /**
   * @param window is told of delays and losses
   * @param reorderNanos what is overtaken for longer may be lost
   */
  Flights(SendWindow window, long reorderNanos) {
    this.window = window;
    this.reorderNanos = reorderNanos;
  }

  /** How much is under way: it has neither arrived at a quorum nor is it lost. */
  long bytes() {
    return bytes;
  }

  /** How many runs are under way. */
  int count() {
    return count;
  }

  /**
   * A run is under way from now on.
   *
   * @param first whether nobody sent it before; if others did, behind a loss, its delay tells
   *     little
   */
  void offered(Run run, boolean first) {
    if (flights.isEmpty()) {
      arrivedAtNanos = run.offeredAtNanos();
      progressNanos = run.offeredAtNanos();
    }
    Flight flight = new Flight(run, first);
    flights.add(flight);
    bytes += flight.bytes();
    count++;
  }

  /**
   * Looks what has arrived, if the oldest run takes longer than usual; else it makes no difference.
   *
   * @param upTo nothing beyond has arrived
   */
  void look(SentLog.Arrivals arrivals, long upTo, long nowNanos) {
    boolean justLooked = looked && nowNanos - lookedAtNanos < reorderNanos / LOOKS;
    if (flights.isEmpty() || justLooked || !isLate(flights.peek(), nowNanos)) {
      return;
    }
    looked = true;
    lookedAtNanos = nowNanos;
    boolean later = false;
    for (Iterator<Flight> all = flights.descendingIterator(); all.hasNext(); ) {
      Flight flight = all.next();
      Frame frame = flight.run.frame();
      if (!flight.arrived && frame.first() <= upTo) {
        if (arrivals.include(frame.first(), frame.last())) {
          land(flight, nowNanos);
        } else if (later) {
          flight.overtaken(nowNanos);
        }
      }
      later |= flight.arrived;
    }
  }

  private boolean isLate(Flight oldest, long nowNanos) {
    return nowNanos - oldest.run.offeredAtNanos() >= window.allowedNanos() / 2;
  }

  /** Whether nothing was QUACKed for longer than a run may take. */
  boolean stalled(long nowNanos) {
    return !flights.isEmpty() && nowNanos - progressNanos > window.allowedNanos();
  }

  /** A run, or a part of it, was lost. */
  void lost(Run run, long nowNanos) {
    lost = true;
    lostAtNanos = nowNanos;
    for (Iterator<Flight> all = flights.iterator(); all.hasNext(); ) {
      Flight flight = all.next();
      if (flight.run == run && !flight.arrived) {
        all.remove();
        land(flight, nowNanos);
        window.lost(run.frame().count(), flight.bytes(), nowNanos);
      }
      if (flight.run.frame().first() >= run.frame().first()) {
        return;
      }
    }
  }

  /** Everything up to a sequence is QUACKed. */
  void quacked(long upTo, long nowNanos) {
    while (!flights.isEmpty() && flights.peek().run.frame().last() <= upTo) {
      Flight flight = flights.remove();
      progressNanos = nowNanos;
      if (!flight.arrived) {
        land(flight, nowNanos);
      }
      judge(flight, nowNanos);
    }
  }

  private void judge(Flight flight, long nowNanos) {
    boolean heldUp = lost && lostAtNanos - flight.run.offeredAtNanos() >= 0;
    if (heldUp && flight.overtakenNanos() >= reorderNanos) {
      return; // it was lost, too, and resent by somebody who noticed before this replica did
    }
    long at = heldUp ? flight.arrivedAtNanos : nowNanos;
    if (at - arrivedAtNanos > 0) {
      arrivedAtNanos = at;
    }
    if (flight.first || !heldUp) {
      window.arrived(flight.bytes(), flight.run.offeredAtNanos(), arrivedAtNanos);
    }
  }

  private void land(Flight flight, long nowNanos) {
    flight.arrived = true;
    flight.arrivedAtNanos = nowNanos;
    bytes -= flight.bytes();
    count--;
  }
}
