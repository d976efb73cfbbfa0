package io.picsou.core.picsou;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.protocol.Ack;
import io.picsou.core.quack.Quorum;
import io.picsou.core.stream.EntryStore;
import java.util.Arrays;

/**
 * Decides which entries a receiver fetches from which local peer (docs/protocol.md, sections 4 and
 * 7): those that it has lacked for a while although a peer says that it has them, or although
 * enough senders say that some correct peer must. An unanswered request is repeated with the next
 * peer.
 */
final class PeerRepair {
  /** How long an entry that a peer has may stay away before it is fetched: it may be on its way. */
  static final long PATIENCE_NANOS = 100_000_000;

  /** How long a request may stay unanswered. */
  static final long TIMEOUT_NANOS = 500_000_000;

  /** The most gaps that are fetched at a time. */
  static final int MAX_GAPS = 64;

  /** Where requests go. */
  @FunctionalInterface
  interface Output {
    void fetch(int peer, long first, long last);
  }

  private static final long NOT_STUCK = -1;
  private static final Ack NOTHING = new Ack(0, 0, new long[0]);

  private final int self;
  private final EntryStore store;
  private final Ack[] acks;
  private final long[] watermarks;
  private final Cluster senders;
  private final Quorum senderQuorum;
  private long heldBefore = NOT_STUCK;
  private long stuckSinceNanos;
  private long retryAtNanos;
  private boolean waiting;
  private int turn;

  PeerRepair(Cluster senders, Cluster receivers, int self, EntryStore store) {
    this.senders = senders;
    this.senderQuorum = new Quorum(senders);
    this.self = self;
    this.store = store;
    this.acks = new Ack[receivers.size()];
    Arrays.fill(acks, NOTHING);
    this.watermarks = new long[senders.size()];
  }

  void onPeerAck(int peer, Ack ack) {
    acks[peer] = ack;
  }

  void onWatermark(int sender, long quacked) {
    watermarks[sender] = Math.max(watermarks[sender], quacked);
  }

  /** What a peer said last. */
  Ack ack(int peer) {
    return acks[peer];
  }

  /** What every peer has durably. */
  long everyone() {
    long least = Long.MAX_VALUE;
    for (int peer = 0; peer < acks.length; peer++) {
      if (peer != self) {
        least = Math.min(least, acks[peer].durable());
      }
    }
    return least;
  }

  /** Whether this receiver knows of an entry that it lacks. */
  boolean missing() {
    return store.highest() > store.held() || known() > store.held();
  }

  /** Asks for what has been missing for too long. */
  void run(long nowNanos, Output output) {
    if (!missing()) {
      heldBefore = NOT_STUCK;
      return;
    }
    if (store.held() != heldBefore) {
      heldBefore = store.held();
      stuckSinceNanos = nowNanos;
      waiting = false;
    }
    if (deadlineNanos(nowNanos) - nowNanos > 0) {
      return;
    }
    waiting = true;
    retryAtNanos = nowNanos + TIMEOUT_NANOS;
    turn++;
    long limit = Math.max(known(), store.highest());
    long from = store.held() + 1;
    for (int gaps = 0; from <= limit && gaps < MAX_GAPS; gaps++) {
      long to = store.gapEnd(from, limit);
      askFor(from, to, output);
      if (to == limit) {
        return; // which may be the highest number there is, if somebody lies
      }
      from = store.nextMissing(to + 1);
    }
  }

  /** When {@link #run} may have something to do. */
  long deadlineNanos(long nowNanos) {
    if (!missing()) {
      return Long.MAX_VALUE;
    }
    if (store.held() != heldBefore) {
      return nowNanos + PATIENCE_NANOS;
    }
    return waiting ? retryAtNanos : stuckSinceNanos + PATIENCE_NANOS;
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
    if (peer != self && from <= watermark()) {
      output.fetch(peer, from, Math.min(to, watermark()));
    }
  }

  private static long shownUntil(Ack ack, long from, long to) {
    long end = Math.max(from, Math.min(to, ack.held()));
    while (end < to && ack.shows(end + 1)) {
      end++;
    }
    return end;
  }

  /** The highest sequence that some peer, or enough senders, say exists. */
  long known() {
    long known = watermark();
    for (int peer = 0; peer < acks.length; peer++) {
      if (peer != self) {
        known = Math.max(known, acks[peer].held());
      }
    }
    return known;
  }

  /** What senders with a stake of r + 1 say is QUACKed: one of them is honest. */
  private long watermark() {
    return senderQuorum.reached(sender -> watermarks[sender], senders.honestStake());
  }
}
