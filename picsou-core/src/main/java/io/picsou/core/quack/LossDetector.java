package io.picsou.core.quack;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.protocol.Ack;
import java.util.BitSet;
import java.util.TreeMap;

/**
 * Notices lost entries from what acknowledgments do not show (docs/protocol.md, section 6). A
 * receiver complains about an entry when two of its acknowledgments show it missing, the second one
 * a reordering window after the entry was transmitted. Complaints with a stake of r + 1 include an
 * honest one: the entry is lost, and its next attempt is due. Holds at most φ + 1 entries per
 * receiver.
 */
public final class LossDetector {
  /** The stream of entries as the sender knows it. */
  public interface Stream {
    /** When an entry was offered to the stream. */
    long offeredAtNanos(long sequence);

    /** How long an attempt of an entry may take. */
    long windowNanos(long sequence, int attempt);

    /** Is told which attempt of an entry is due. */
    void lost(long sequence, int attempt);
  }

  private static final class Suspect {
    final BitSet complaining = new BitSet();
    int attempt;
    long attemptAtNanos;
  }

  private final Cluster receivers;
  private final int phi;
  private final QuackTracker quacks;
  private final Stream stream;
  private final TreeMap<Long, Suspect> suspects = new TreeMap<>();
  private final long[] previousAckAtNanos;
  private final boolean[] heard;

  public LossDetector(Cluster receivers, int phi, QuackTracker quacks, Stream stream) {
    this.stream = stream;
    this.receivers = receivers;
    this.phi = phi;
    this.quacks = quacks;
    this.previousAckAtNanos = new long[receivers.size()];
    this.heard = new boolean[receivers.size()];
  }

  /**
   * Takes in an acknowledgment that {@link QuackTracker} has accepted.
   *
   * @param aged the highest sequence that was offered at least the shortest window ago
   */
  public void onAck(int receiver, long aged, long nowNanos) {
    Ack ack = quacks.ack(receiver);
    long from = Math.max(ack.held(), quacks.arrived()) + 1;
    long to = Math.min(aged, ack.held() + Math.max(1, phi));
    if (heard[receiver]) {
      for (long sequence = from; sequence <= to; sequence++) {
        if (!ack.shows(sequence) && !quacks.hasArrived(sequence)) {
          complain(receiver, sequence, nowNanos);
        }
      }
    }
    heard[receiver] = true;
    previousAckAtNanos[receiver] = nowNanos;
  }

  /** Forgets entries that need no further attempt. */
  public void forget(long upTo) {
    suspects.headMap(upTo, true).clear();
  }

  /** Whether an entry that is not forgotten was taken for lost. */
  public boolean wasLost(long sequence) {
    Suspect suspect = suspects.get(sequence);
    return suspect != null && suspect.attempt > 0;
  }

  private void complain(int receiver, long sequence, long nowNanos) {
    Suspect suspect = suspects.get(sequence);
    int attempt = suspect == null ? 0 : suspect.attempt;
    long sentAt = attempt == 0 ? stream.offeredAtNanos(sequence) : suspect.attemptAtNanos;
    if (previousAckAtNanos[receiver] - sentAt < 0
        || nowNanos - sentAt < stream.windowNanos(sequence, attempt)) {
      return;
    }
    if (suspect == null) {
      suspect = new Suspect();
      suspects.put(sequence, suspect);
    }
    suspect.complaining.set(receiver);
    if (stake(suspect.complaining) >= receivers.honestStake()) {
      suspect.complaining.clear();
      suspect.attempt++;
      suspect.attemptAtNanos = nowNanos;
      stream.lost(sequence, suspect.attempt);
    }
  }

  private long stake(BitSet complaining) {
    return complaining.stream().mapToLong(receivers::stake).sum();
  }
}
