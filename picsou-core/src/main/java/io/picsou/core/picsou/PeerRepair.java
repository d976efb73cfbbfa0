package io.picsou.core.picsou;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.protocol.Ack;
import io.picsou.core.quack.Quorum;
import io.picsou.core.quack.Timeline;
import io.picsou.core.quack.WindowFloor;
import io.picsou.core.stream.EntryStore;
import java.util.Arrays;

/**
 * Decides which entries a receiver fetches from which local peer (docs/protocol.md, sections 4 and
 * 7): those that have been known to exist for a while, because something later is here, or peers or
 * senders with an honest one among them say so. As soon as a request is answered the next one
 * follows, so that a receiver that was left behind catches up; an unanswered one is repeated with
 * the next peer.
 */
final class PeerRepair {
  /** How long an entry that a peer has may stay away before it is fetched: it may be on its way. */
  static final long PATIENCE_NANOS = 100_000_000;

  /** Where machines or networks are slow, entries come late again and again; up to so late. */
  static final long MAX_PATIENCE_NANOS = 64 * PATIENCE_NANOS;

  /** How long an entry may stay away that peers will not have for much longer. */
  static final long URGENT_PATIENCE_NANOS = 250_000_000;

  /** Out of how many forwards of the busiest peer it is remembered how long any took. */
  static final int MEMORY = 16;

  /** How long a request may stay unanswered; longer where all that comes takes longer. */
  static final long TIMEOUT_NANOS = 500_000_000;

  /** The most gaps that are fetched at a time. */
  static final int MAX_GAPS = 64;

  /** Where requests go. */
  @FunctionalInterface
  interface Output {
    void fetch(int peer, long first, long last);
  }

  /** How exactly it is remembered since when entries are known. */
  private static final long RESOLUTION_NANOS = PATIENCE_NANOS / 8;

  private static final long UNKNOWN = -1;

  private static final Ack NOTHING = new Ack(0, 0, new long[0]);

  private final int self;
  private final EntryStore store;
  private final Ack[] acks;

  /** The most that each peer has told to be durable; an overtaken acknowledgment tells of less. */
  private final long[] durable;

  private final long[] watermarks;
  private final Cluster receivers;
  private final Quorum peerQuorum;
  private final Cluster senders;
  private final Quorum senderQuorum;

  /** When the highest sequence that exists was seen to be what. */
  private final Timeline exists = new Timeline(RESOLUTION_NANOS);

  private final WindowFloor patience = new WindowFloor(PATIENCE_NANOS, MAX_PATIENCE_NANOS);

  /** How many forwards there are in all while the busiest peer sends {@link #MEMORY}. */
  private final long memory;

  /** For how long what peers forward has existed when it comes, at most of late. */
  private long delayNanos;

  /** What senders with a stake of r + 1 say is QUACKed: one of them is honest. */
  private long quacked;

  /** What receivers with a stake of r + 1 have, when this one had {@link #heldThen}; or −1. */
  private long heldByPeers = UNKNOWN;

  private long heldThen;

  /** What was asked for last. */
  private long askedFrom;

  private long askedUpTo;

  private long retryAtNanos;
  private long heldBefore;
  private int turn;

  PeerRepair(Cluster senders, Cluster receivers, int self, EntryStore store) {
    this.receivers = receivers;
    this.memory = Math.round(MEMORY / receivers.largestShare());
    this.peerQuorum = new Quorum(receivers);
    this.senders = senders;
    this.senderQuorum = new Quorum(senders);
    this.self = self;
    this.store = store;
    this.acks = new Ack[receivers.size()];
    Arrays.fill(acks, NOTHING);
    this.durable = new long[receivers.size()];
    Arrays.fill(durable, store.retainedBehind()); // for all that is known
    this.watermarks = new long[senders.size()];
  }

  void onPeerAck(int peer, Ack ack) {
    acks[peer] = ack;
    heldByPeers = UNKNOWN;
    durable[peer] = Math.max(durable[peer], ack.durable());
  }

  void onWatermark(int sender, long claimed) {
    if (claimed > watermarks[sender]) {
      watermarks[sender] = claimed;
      quacked = watermark();
    }
  }

  /**
   * A peer has sent what is here already. Were it asked for too soon, there will be more patience.
   */
  void onRepeated(long first, long last, long nowNanos) {
    if (wasAskedFor(first, last)) {
      patience.needless(nowNanos);
    }
  }

  /**
   * A peer has sent what was missing. Peers forward in order, so that what took so long tells how
   * long others may be on their way, unless it was asked for.
   */
  void onForward(long first, long last, long nowNanos) {
    if (!wasAskedFor(first, last)) {
      long since = exists.sinceNanos(last);
      long delay = since == Timeline.NEVER ? 0 : nowNanos - since;
      delayNanos = Math.max(Math.min(delay, MAX_PATIENCE_NANOS), delayNanos - delayNanos / memory);
    }
  }

  private boolean wasAskedFor(long first, long last) {
    return first <= askedUpTo && last >= askedFrom;
  }

  /** What a peer said last. */
  Ack ack(int peer) {
    return acks[peer];
  }

  /**
   * What is behind this must be retained for peers as far as the retention reaches. Who lacks what
   * is not retained any more cannot go on with it, but gets from senders what these say is QUACKed.
   */
  long needed() {
    long needed = Long.MAX_VALUE;
    for (int peer = 0; peer < acks.length; peer++) {
      if (peer != self) {
        needed = Math.min(needed, neededBehind(durable[peer]));
      }
    }
    return needed;
  }

  private long neededBehind(long sequence) {
    return sequence >= store.retainedBehind() ? sequence : Math.max(sequence, quacked);
  }

  /** Whether this receiver knows of an entry that it lacks. */
  boolean missing() {
    return highest() > store.held();
  }

  /** Asks for what has been missing for too long. */
  void run(long nowNanos, Output output) {
    exists.reached(highest(), nowNanos);
    patience.settle(nowNanos);
    long held = store.held();
    if (held > heldBefore) { // an answer is coming in
      heldBefore = held;
      retryAtNanos = Math.min(retryAtNanos, nowNanos + patienceNanos());
    }
    long overdue = exists.valueAt(patienceNanos(), nowNanos);
    if (held < overdue && (held >= askedUpTo || nowNanos - retryAtNanos >= 0)) {
      retryAtNanos = nowNanos + Math.max(TIMEOUT_NANOS, delayNanos);
      turn++;
      askedFrom = held + 1;
      askedUpTo = ask(askedFrom, overdue, output);
    }
  }

  /** When {@link #run} may have something to do. */
  long deadlineNanos(long nowNanos) {
    if (!missing()) {
      return Long.MAX_VALUE;
    }
    long since = exists.sinceNanos(store.held() + 1);
    long due = (since == Timeline.NEVER ? nowNanos : since) + patienceNanos();
    return store.held() < askedUpTo && due - nowNanos <= 0 ? retryAtNanos : due;
  }

  /**
   * What peers will not have for much longer cannot wait; unless all that comes takes long, as it
   * does where a card is full: then what is asked for comes twice, and fills the card.
   */
  private long patienceNanos() {
    long learnt =
        store.isLeftBehindBy(highest())
            ? Math.min(URGENT_PATIENCE_NANOS, patience.nanos())
            : patience.nanos();
    return Math.min(MAX_PATIENCE_NANOS, Math.max(learnt, delayNanos + delayNanos / 4));
  }

  /** Asks for as much as one answer has; returns its end. */
  private long ask(long first, long last, Output output) {
    long left = Math.max(1, PicsouReceiver.FETCH_BYTES / store.entryBytes());
    long from = first;
    long end = first;
    for (int gaps = 0; from <= last && gaps < MAX_GAPS && left > 0; gaps++) {
      end = store.gapEnd(from, last - from < left ? last : from + left - 1);
      askFor(from, end, output);
      if (end == last) {
        return end; // which may be the highest number there is, if somebody lies
      }
      left -= end - from + 1;
      from = store.nextMissing(end + 1);
    }
    return end;
  }

  private long highest() {
    return Math.max(known(), store.highest());
  }

  private void askFor(long from, long to, Output output) {
    for (int i = 0; i < acks.length; i++) {
      int peer = (turn + i) % acks.length;
      if (peer != self && acks[peer].shows(from)) {
        output.fetch(peer, from, shownUntil(acks[peer], from, to));
        return;
      }
    }
    int peer = turn % acks.length;
    if (peer != self && from <= quacked) {
      output.fetch(peer, from, Math.min(to, quacked));
    }
  }

  private static long shownUntil(Ack ack, long from, long to) {
    long end = Math.max(from, Math.min(to, ack.held()));
    while (end < to && ack.shows(end + 1)) {
      end++;
    }
    return end;
  }

  /** The highest sequence that exists for all that peers, or senders, with an honest one say. */
  long known() {
    if (heldByPeers == UNKNOWN || heldThen != store.held()) {
      heldThen = store.held();
      heldByPeers = peerQuorum.reached(this::held, receivers.honestStake());
    }
    return Math.max(quacked, heldByPeers);
  }

  /**
   * The highest sequence that some receiver says it has, or senders with an honest one among them
   * that it is QUACKed. After a change of the clusters fewer than r + 1 receivers may have what was
   * QUACKed before, so one is enough where nothing but evidence depends on it.
   */
  long borneOut() {
    long highest = quacked;
    for (int peer = 0; peer < acks.length; peer++) {
      highest = Math.max(highest, held(peer));
    }
    return highest;
  }

  private long held(int peer) {
    return peer == self ? store.held() : acks[peer].held();
  }

  private long watermark() {
    return senderQuorum.reached(sender -> watermarks[sender], senders.honestStake());
  }
}
