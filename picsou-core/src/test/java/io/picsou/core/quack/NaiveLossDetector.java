package io.picsou.core.quack;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.protocol.Ack;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/** The {@link LossDetector} entry by entry, as its definition reads: slow, but plain. */
final class NaiveLossDetector {
  /** The stream of entries. */
  interface Stream {
    long offeredAtNanos(long sequence);

    long runEnd(long sequence);

    int receiver(long sequence, int attempt);

    long windowNanos(long sequence, int attempt);

    int lost(long sequence, int attempt);
  }

  private static final class Suspect {
    final BitSet complaining = new BitSet();
    int attempt;
    long attemptAtNanos;
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

  private final Cluster receivers;
  private final int phi;
  private final QuackTracker quacks;
  private final ReorderWindows windows;
  private final Stream stream;
  private final TreeMap<Long, Suspect> suspects = new TreeMap<>();
  private final Witness[] witnesses;

  NaiveLossDetector(
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

  void onAck(int receiver, long offered, long aged, long nowNanos) {
    Ack ack = quacks.ack(receiver);
    Witness witness = witnesses[receiver];
    witness.highest.reached(Math.min(ack.highest(), offered), nowNanos);
    noteResends(witness, ack, nowNanos);
    boolean lacks = Math.max(ack.held(), quacks.arrived()) < offered;
    long pause = windows.shortestNanos() / LossDetector.SEARCHES;
    if (witness.heard && lacks && nowNanos - witness.searchedAtNanos >= pause) {
      witness.searchedAtNanos = nowNanos;
      long overtaken = witness.highest.valueAt(windows.shortestNanos(), nowNanos) - 1;
      long from = Math.max(ack.held(), quacks.arrived()) + 1;
      long to = Math.min(Math.max(aged, overtaken), ack.held() + Math.max(1, phi));
      for (long sequence = from; sequence <= to; sequence++) {
        if (!ack.shows(sequence) && !quacks.haveArrived(sequence, sequence)) {
          consider(receiver, sequence, nowNanos);
        }
      }
    }
    if (!witness.heard) {
      witness.heard = true;
      witness.searchedAtNanos = nowNanos;
    }
    witness.previousAckAtNanos = nowNanos;
  }

  void startAt(int attempt, long first, long last, long nowNanos) {
    for (long sequence = first; sequence <= last; sequence++) {
      Suspect suspect = new Suspect();
      suspect.attempt = attempt;
      suspect.attemptAtNanos = nowNanos;
      suspects.put(sequence, suspect);
    }
  }

  /** Forgets entries that need no further attempt. */
  void forget(long upTo) {
    suspects.headMap(upTo, true).clear();
  }

  private void noteResends(Witness witness, Ack ack, long nowNanos) {
    for (Map.Entry<Long, Suspect> entry : suspects.headMap(ack.highest(), true).entrySet()) {
      Suspect suspect = entry.getValue();
      if (suspect.attempt > 0 && ack.shows(entry.getKey())) {
        witness.resent.reached(suspect.attemptAtNanos, nowNanos);
      }
    }
  }

  private void consider(int receiver, long sequence, long nowNanos) {
    Suspect suspect = suspects.get(sequence);
    Witness witness = witnesses[receiver];
    int attempt = suspect == null ? 0 : suspect.attempt;
    long sentAt = attempt == 0 ? stream.offeredAtNanos(sequence) : suspect.attemptAtNanos;
    long overtaken =
        attempt == 0 ? witness.highest.sinceNanos(sequence + 1) : witness.resent.sinceNanos(sentAt);
    long window = stream.windowNanos(sequence, attempt);
    if (quacks.ack(stream.receiver(sequence, attempt)).shows(stream.runEnd(sequence))) {
      window *= LossDetector.FORWARDED_FACTOR;
    }
    boolean passed = overtaken != Timeline.NEVER && nowNanos - overtaken >= window;
    boolean late = nowNanos - sentAt >= Math.max(window, windows.timeoutNanos());
    if ((passed || late) && witness.previousAckAtNanos - sentAt >= 0) {
      complain(receiver, sequence, nowNanos);
    }
  }

  private void complain(int receiver, long sequence, long nowNanos) {
    Suspect suspect = suspects.computeIfAbsent(sequence, k -> new Suspect());
    suspect.complaining.set(receiver);
    if (stake(suspect.complaining) >= receivers.honestStake()) {
      suspect.complaining.clear();
      suspect.attempt = stream.lost(sequence, suspect.attempt);
      suspect.attemptAtNanos = nowNanos;
    }
  }

  private long stake(BitSet complaining) {
    return complaining.stream().mapToLong(receivers::stake).sum();
  }
}
