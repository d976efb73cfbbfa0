package io.picsou.core.quack;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.protocol.Ack;

/**
 * Notices lost entries from what acknowledgments do not show (docs/protocol.md, section 6). A
 * receiver complains about an entry when its acknowledgments have shown something that was sent
 * later for as long as the reordering window, and still do not show the entry; or, at the end of
 * the stream, when a time-out is over. What the receiver has that it was sent to is given more
 * time: it waits there to be forwarded. Complaints with a stake of r + 1 include an honest one: the
 * entry is lost, and its next attempt is due. Holds at most φ + 1 entries per receiver.
 */
public final class LossDetector {
  /** The stream of entries as the sender knows it, in runs that were offered to be sent as one. */
  public interface Stream {
    /** The last entry of the run that an entry belongs to. */
    long runEnd(long sequence);

    /** When an entry was offered to the stream. */
    long offeredAtNanos(long sequence);

    /** The receiver that an attempt of an entry is sent to. */
    int receiver(long sequence, int attempt);

    /** How long an attempt of an entry may be missing after something later has arrived. */
    long windowNanos(long sequence, int attempt);

    /**
     * Is told which attempt of which part of a run was lost.
     *
     * @return the later one that is due now
     */
    int lost(long first, long last, int attempt);
  }

  /** What is known of one receiver. */
  private static final class Witness {
    /** When it was seen to have which sequence. */
    final Timeline highest;

    /** When it was seen to have something that was resent when. */
    final Timeline resent;

    long previousAckAtNanos;
    long searchedAtNanos;
    boolean heard;

    Witness(long resolutionNanos) {
      highest = new Timeline(resolutionNanos);
      resent = new Timeline(resolutionNanos);
    }
  }

  /**
   * What the receiver has that it was sent to may be missing so many times as long: it waits there
   * to be forwarded.
   */
  static final int FORWARDED_FACTOR = 2;

  /** How often per shortest window a receiver's acknowledgments are searched for gaps, at most. */
  static final int SEARCHES = 8;

  private final Cluster receivers;
  private final int phi;
  private final QuackTracker quacks;
  private final ReorderWindows windows;
  private final Stream stream;
  private final Suspects suspects = new Suspects();
  private final Witness[] witnesses;

  public LossDetector(
      Cluster receivers, int phi, QuackTracker quacks, ReorderWindows windows, Stream stream) {
    this.receivers = receivers;
    this.phi = phi;
    this.quacks = quacks;
    this.windows = windows;
    this.stream = stream;
    this.witnesses = new Witness[receivers.size()];
    for (int i = 0; i < witnesses.length; i++) {
      witnesses[i] = new Witness(windows.resolutionNanos());
    }
  }

  /**
   * Takes in an acknowledgment that {@link QuackTracker} has accepted.
   *
   * @param offered the highest sequence that exists
   * @param aged the highest sequence that was offered at least a time-out ago
   */
  public void onAck(int receiver, long offered, long aged, long nowNanos) {
    Ack ack = quacks.ack(receiver);
    Witness witness = witnesses[receiver];
    witness.highest.reached(Math.min(ack.highest(), offered), nowNanos);
    noteResends(witness, ack, nowNanos, nowNanos - windows.fastestNanos(receiver));
    if (!witness.heard) {
      witness.heard = true;
      witness.searchedAtNanos = nowNanos;
    } else if (nowNanos - witness.searchedAtNanos >= windows.shortestNanos() / SEARCHES) {
      search(receiver, ack, offered, aged, nowNanos);
    }
    witness.previousAckAtNanos = nowNanos;
  }

  /** Considers everything that the receiver lacks and could have. */
  private void search(int receiver, Ack ack, long offered, long aged, long nowNanos) {
    long known = Math.max(ack.held(), quacks.arrived());
    // Who claims to have everything lacks nothing; and such a claim may be any number.
    if (known >= offered) {
      return;
    }
    Witness witness = witnesses[receiver];
    witness.searchedAtNanos = nowNanos;
    long overtaken = witness.highest.valueAt(windows.shortestNanos(), nowNanos) - 1;
    long to = Math.min(Math.max(aged, overtaken), ack.held() + Math.max(1, phi));
    for (long first = next(ack, known + 1, to, false); first <= to; ) {
      long behind = next(ack, first, to, true);
      considerAll(receiver, first, behind - 1, nowNanos);
      first = next(ack, behind, to, false);
    }
  }

  /** Since when a receiver has something behind an entry, or {@link Long#MAX_VALUE}. */
  public long overtakenSinceNanos(int receiver, long sequence) {
    return witnesses[receiver].highest.sinceNanos(sequence + 1);
  }

  /** Forgets entries that need no further attempt. */
  public void forget(long upTo) {
    suspects.forget(upTo);
  }

  /** The attempt that an entry is at which is not forgotten; not 0 if it was taken for lost. */
  public int attempt(long sequence) {
    Suspects.Range suspect = suspects.at(sequence);
    return suspect == null ? 0 : suspect.attempt;
  }

  /**
   * Entries of one run that nobody has complained about start with a later attempt than 0: the ones
   * before it would be in vain.
   *
   * @param nowNanos when that attempt is sent
   */
  public void startAt(int attempt, long first, long last, long nowNanos) {
    Suspects.Range suspect = suspects.isolate(first, last);
    suspect.attempt = attempt;
    suspect.attemptAtNanos = nowNanos;
  }

  /** The first entry of a range that is there, or is not, for all that is known; or the next. */
  private long next(Ack ack, long from, long to, boolean there) {
    for (long at = from; at <= to; at += Long.SIZE) {
      long word = ack.word(at);
      if (word != -1) {
        word |= quacks.arrivedWord(at);
      }
      long found = there ? word : ~word;
      if (found != 0) {
        return Math.min(to + 1, at + Long.numberOfTrailingZeros(found));
      }
    }
    return Math.max(from, to + 1);
  }

  /**
   * What was resent later than {@code latestNanos} cannot be here yet: if the acknowledgment shows
   * it, then because another attempt was late, which tells nothing about this one.
   */
  private void noteResends(Witness witness, Ack ack, long nowNanos, long latestNanos) {
    suspects.forEachUpTo(
        ack.highest(),
        suspect -> {
          boolean possible = suspect.attempt > 0 && suspect.attemptAtNanos - latestNanos <= 0;
          if (possible && ack.shows(suspect.first)) {
            witness.resent.reached(suspect.attemptAtNanos, nowNanos);
          }
        });
  }

  /** Takes a gap apart into what was sent and suspected alike. */
  private void considerAll(int receiver, long first, long last, long nowNanos) {
    for (long from = first; from <= last; ) {
      Suspects.Range suspect = suspects.at(from);
      long end = Math.min(last, Math.min(stream.runEnd(from), suspects.alikeUntil(from)));
      boolean complained = suspect != null && suspect.complaining.get(receiver);
      if (!complained && isOverdue(witnesses[receiver], suspect, from, end, nowNanos)) {
        complain(receiver, suspects.isolate(from, end), nowNanos);
      }
      from = end + 1;
    }
  }

  private boolean isOverdue(
      Witness witness, Suspects.Range suspect, long from, long end, long nowNanos) {
    int attempt = suspect == null ? 0 : suspect.attempt;
    long sentAt = attempt == 0 ? stream.offeredAtNanos(from) : suspect.attemptAtNanos;
    long overtaken =
        attempt == 0 ? witness.highest.sinceNanos(end + 1) : witness.resent.sinceNanos(sentAt);
    long window = patienceNanos(from, attempt);
    boolean passed = overtaken != Timeline.NEVER && nowNanos - overtaken >= window;
    boolean late = nowNanos - sentAt >= Math.max(window, windows.timeoutNanos());
    return (passed || late) && witness.previousAckAtNanos - sentAt >= 0;
  }

  private long patienceNanos(long sequence, int attempt) {
    Ack ofReceiver = quacks.ack(stream.receiver(sequence, attempt));
    boolean arrived = ofReceiver.shows(stream.runEnd(sequence));
    return (arrived ? FORWARDED_FACTOR : 1) * stream.windowNanos(sequence, attempt);
  }

  private void complain(int receiver, Suspects.Range suspect, long nowNanos) {
    suspect.complaining.set(receiver);
    suspect.complainingStake += receivers.stake(receiver);
    if (suspect.complainingStake >= receivers.honestStake()) {
      suspect.complaining.clear();
      suspect.complainingStake = 0;
      suspect.attempt = stream.lost(suspect.first, suspect.last, suspect.attempt);
      suspect.attemptAtNanos = nowNanos;
    }
  }
}
