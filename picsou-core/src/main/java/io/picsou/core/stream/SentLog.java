package io.picsou.core.stream;

import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.LinkOptions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The part of the stream that a sender still holds: what is not QUACKed yet, which is bounded by
 * the send window, and behind it what receivers that lag may need, which is bounded by the
 * retention.
 */
public final class SentLog {
  /**
   * Entries that were offered together and belong to one turn.
   *
   * @param turn as the schedule counts turns; of no meaning to this class
   * @param bytesBefore how many bytes were offered before it
   */
  public record Run(Frame frame, long turn, long offeredAtNanos, long bytesBefore) {
    private boolean covers(long sequence) {
      return frame.first() <= sequence && sequence <= frame.last();
    }
  }

  /** Tells what has arrived at a quorum, whether it is durable there or not. */
  public interface Arrivals {
    /** Whether all of a range has, both ends included. */
    boolean include(long first, long last);
  }

  /** So many turns may be under way whatever their size, or nothing would overtake a lost one. */
  private static final int LEAST_TURNS = 4;

  private final SendWindow window;
  private final Flights flights;
  private final long maxBytes;
  private final long retentionBytes;
  private final TreeMap<Long, Run> runs = new TreeMap<>();
  private final long beganAfter;
  private long offered;
  private long offeredBytes;

  /** What was asked for last, which is asked for again and again. */
  private Run found;

  /** The end of the last run that is QUACKed as a whole. */
  private long released;

  /** What an honest receiver has; a window that ends before that of others makes them wait. */
  private long shown;

  /** Until this is QUACKed, repair keeps what is behind it from it. */
  private long lostUpTo;

  private long aged;
  private long unquackedBytes;
  private int unquackedRuns;
  private long retainedBytes;

  /**
   * @param senders how many keep such a log, and are told by each receiver what it has
   * @param after everything up to this sequence is not held
   */
  public SentLog(int senders, LinkOptions options, long after) {
    this.window =
        new SendWindow(
            senders,
            options.sendWindowBytes(),
            senders * options.ackInterval().toNanos(),
            options.minReorderWindow().toNanos());
    this.flights = new Flights(window, options.minReorderWindow().toNanos());
    this.maxBytes = options.sendWindowBytes();
    this.retentionBytes = options.retentionBytes();
    this.beganAfter = after;
    this.offered = after;
    this.released = after;
    this.aged = after;
  }

  /** Rounds of acknowledgments take so many times as long as configured. */
  public void stretch(double times) {
    window.stretch(times);
  }

  /** No receiver forwards more than this part of the stream, which is all of it at first. */
  public void forwarded(double part) {
    window.forwarded(part);
  }

  /**
   * Whether the window has room for what comes next. Where nothing goes on, as behind a loss, a
   * sender goes as far as others visibly went, or they would take it for dead.
   *
   * @throws IllegalArgumentException if something else comes next
   */
  public boolean fits(Frame next, long nowNanos) {
    if (next.first() != offered + 1) {
      throw new IllegalArgumentException(
          next + " offered where entry " + (offered + 1) + " belongs");
    }
    int bytes = next.sizeBytes();
    if (unquackedBytes + bytes > maxBytes) {
      return unquackedBytes == 0;
    }
    boolean repairing = lostUpTo > released || window.losing();
    if (next.first() <= shown && (repairing || flights.stalled(nowNanos))) {
      return true;
    }
    return repairing
        ? fits(flights.count(), flights.bytes() + bytes)
        : fits(unquackedRuns, unquackedBytes + bytes);
  }

  private boolean fits(int turns, long bytes) {
    return turns < LEAST_TURNS || bytes <= window.bytes();
  }

  /** Takes what comes next, whether it fits or not. */
  public Run append(Frame frame, long turn, long nowNanos) {
    Run run = new Run(frame, turn, nowNanos, offeredBytes);
    runs.put(frame.first(), run);
    offered = frame.last();
    offeredBytes += frame.sizeBytes();
    unquackedRuns++;
    unquackedBytes += frame.sizeBytes();
    flights.offered(run, frame.first() > shown);
    window.turn(frame.sizeBytes());
    return run;
  }

  public long offered() {
    return offered;
  }

  /** The lowest sequence still held, or {@code offered + 1}. */
  public long first() {
    return runs.isEmpty() ? offered + 1 : runs.firstKey();
  }

  /** The run of an entry that is still held. */
  public Run run(long sequence) {
    if (found == null || !found.covers(sequence)) {
      found = runs.floorEntry(sequence).getValue();
    }
    return found;
  }

  /**
   * How many bytes were offered before the run that a sequence belongs to; before the oldest run
   * for one that is not held any more.
   */
  public long bytesBefore(long sequence) {
    if (sequence > offered || runs.isEmpty()) {
      return offeredBytes;
    }
    Map.Entry<Long, Run> run = runs.floorEntry(sequence);
    return (run == null ? runs.firstEntry() : run).getValue().bytesBefore();
  }

  /** All runs that are still held, in order. */
  public List<Frame> frames() {
    return runs.values().stream().map(Run::frame).toList();
  }

  /** The highest sequence that was offered at least a window ago. */
  public long aged(long windowNanos, long nowNanos) {
    for (Map.Entry<Long, Run> next = runs.ceilingEntry(aged + 1);
        next != null && nowNanos - next.getValue().offeredAtNanos() >= windowNanos;
        next = runs.ceilingEntry(aged + 1)) {
      aged = next.getValue().frame().last();
    }
    return aged;
  }

  /** The longest piece that starts at a sequence, ends by another and lies in one run, or null. */
  public Frame piece(long from, long to) {
    Map.Entry<Long, Run> run = runs.floorEntry(from);
    if (run == null || run.getValue().frame().last() < from) {
      return null;
    }
    Frame frame = run.getValue().frame();
    return frame.slice(from, Math.min(to, frame.last()));
  }

  /**
   * Looks what a quorum has by now.
   *
   * @param upTo an honest receiver has it, so others have sent as much; nothing beyond has arrived
   */
  public void arrived(Arrivals arrivals, long upTo, long nowNanos) {
    shown = upTo;
    flights.look(arrivals, upTo, nowNanos);
  }

  /** A run, or a part of it, was lost. */
  public void lost(Run run, long nowNanos) {
    lostUpTo = Math.max(lostUpTo, run.frame().last());
    flights.lost(run, nowNanos);
  }

  /** Of what was taken for lost, so many entries were only late. */
  public void needless(long entries) {
    window.needless(entries);
  }

  /** Whether someone lacks what is not held any more, for all that is known of it. */
  public boolean needsHistory(long durable) {
    return Math.max(beganAfter, durable) < first() - 1;
  }

  /**
   * Notes progress and lets go of what nobody needs.
   *
   * @param quacked the highest contiguous QUACK, at most {@link #offered}
   * @param neededAfter what every receiver has durably
   */
  public void release(long quacked, long neededAfter, long nowNanos) {
    for (Run run = runs.get(released + 1);
        run != null && run.frame().last() <= quacked;
        run = runs.get(released + 1)) {
      released = run.frame().last();
      unquackedRuns--;
      unquackedBytes -= run.frame().sizeBytes();
      retainedBytes += run.frame().sizeBytes();
    }
    flights.quacked(released, nowNanos);
    while (retainedBytes > 0) {
      Frame oldest = runs.firstEntry().getValue().frame();
      if (oldest.last() > quacked
          || (oldest.last() > neededAfter && retainedBytes <= retentionBytes)) {
        return;
      }
      runs.pollFirstEntry();
      retainedBytes -= oldest.sizeBytes();
    }
  }
}
