package io.picsou.core.baseline;

import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Ack;
import io.picsou.core.stream.Refill;
import io.picsou.core.stream.SentLog;

/**
 * A reliable stream of the whole log to one peer: a cursor, a window of bytes that the peer has not
 * acknowledged, and repetition of what its acknowledgments do not show after a while. Nothing is
 * repeated for a peer that does not answer: it is probed instead. What the log does not hold any
 * more comes from history, a chunk at a time.
 */
final class PeerStream {
  private static final long[] NO_BITS = {};

  private final int peer;
  private final long windowBytes;
  private final SentLog log;
  private final Refill refill;
  private final Patience patience;
  private final Fanout.Output output;
  private Ack ack;
  private long next;

  /** The highest sequence that was sent. */
  private long highest;

  private long progressAtNanos;
  private boolean timed;

  PeerStream(
      int peer,
      long windowBytes,
      SentLog log,
      Refill refill,
      Patience patience,
      Fanout.Output output) {
    this.peer = peer;
    this.windowBytes = windowBytes;
    this.log = log;
    this.refill = refill;
    this.patience = patience;
    this.output = output;
    this.highest = log.offered();
    this.next = highest + 1;
    this.ack = new Ack(highest, highest, NO_BITS);
  }

  /** Takes in what the peer has now: it may have less than before, after a restart. */
  void onAck(Ack newest, long nowNanos) {
    if (newest.held() > ack.held() || (hasGap(newest) && !hasGap(ack))) {
      progress(nowNanos); // a gap is late from when it is seen: what overtook it came just now
    }
    ack = newest;
    refill.acknowledged(peer, ack.held());
    if (isBehind()) {
      catchUp(nowNanos);
      return;
    }
    repeat(nowNanos);
    pump(nowNanos);
  }

  /** Sends what the window allows. */
  void pump(long nowNanos) {
    if (isBehind()) {
      return;
    }
    next = Math.max(next, log.first());
    if (ack.held() >= highest) {
      progress(nowNanos);
    }
    while (next <= log.offered() && unacknowledgedBytes() < windowBytes) {
      if (next <= highest) {
        next = sendMissing(next, highest);
      } else {
        Frame piece = log.piece(next, log.offered());
        output.send(peer, piece, false);
        highest = piece.last();
        next = highest + 1;
      }
    }
  }

  /** Whether the peer needs something that the log does not hold any more. */
  private boolean isBehind() {
    return ack.held() + 1 < log.first();
  }

  private long unacknowledgedBytes() {
    return log.bytesBefore(next) - log.bytesBefore(ack.durable() + 1);
  }

  private static boolean hasGap(Ack ack) {
    return ack.highest() > ack.held();
  }

  private void progress(long nowNanos) {
    timed = true;
    progressAtNanos = nowNanos;
  }

  /** Counts from the first question if nothing has happened before. */
  private boolean noProgressFor(long window, long nowNanos) {
    if (!timed) {
      progress(nowNanos);
    }
    return nowNanos - progressAtNanos >= window;
  }

  private void repeat(long nowNanos) {
    boolean gap = hasGap(ack);
    long window = gap ? patience.gapNanos() : patience.timeoutNanos();
    if (ack.held() < highest && noProgressFor(window, nowNanos)) {
      long limit = gap ? Math.min(ack.highest(), highest) : highest;
      long end = sendMissing(ack.held() + 1, limit);
      if (end <= limit) {
        next = Math.min(next, end);
      }
      progress(nowNanos);
      patience.repeated();
    }
  }

  private void catchUp(long nowNanos) {
    boolean served = !refill.waits(peer) && ack.held() == refill.servedUpTo(peer);
    if (served || noProgressFor(patience.timeoutNanos(), nowNanos)) {
      progress(nowNanos);
      refill.serve(peer, ack.held() + 1, log.first() - 1, this::sendOld);
    }
  }

  private void sendOld(int receiver, Frame frame) {
    output.send(receiver, frame, true);
  }

  /** Repeats at most a window of what the peer does not show; returns where it stopped. */
  private long sendMissing(long from, long limit) {
    long at = from;
    for (long bytes = 0; at <= limit && bytes < windowBytes; ) {
      if (ack.shows(at)) {
        at++;
        continue;
      }
      Frame run = log.piece(at, limit);
      Frame piece = run.slice(at, missingUntil(at, run.last()));
      output.send(peer, piece, true);
      bytes += piece.sizeBytes();
      at = piece.last() + 1;
    }
    return at;
  }

  private long missingUntil(long from, long limit) {
    long end = from;
    while (end < limit && !ack.shows(end + 1)) {
      end++;
    }
    return end;
  }
}
