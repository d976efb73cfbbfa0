package io.picsou.core.baseline;

import io.picsou.core.cluster.Link;
import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.quack.Quorum;
import io.picsou.core.quack.ReorderWindows;
import io.picsou.core.stream.EntryStore;

/**
 * What an OTU receiver asks which sender for (docs/protocol.md, section 11): entries that it has
 * lacked for a while although later ones came, or although enough senders or peers say that they
 * exist. It asks the sender after the one that leads; an unanswered request goes to the next, so
 * that u + 1 rounds reach a correct one. When the leader itself has been silent for a time-out, the
 * receiver wants the next sender to lead.
 */
final class ResendRequests {
  /** The most gaps that are asked for at a time. */
  static final int MAX_GAPS = 64;

  /** Where requests go. */
  interface Output {
    void fetch(int sender, long first, long last);

    void wantsLeader(long view);
  }

  private static final long NOT_STUCK = -1;
  private static final int NOBODY = -1;

  private final Link link;
  private final EntryStore store;
  private final long patienceNanos;
  private final long timeoutNanos;
  private final long[] offered;
  private final long[] held;
  private final Quorum senders;
  private final Quorum peers;
  private long view;

  /** Who was asked last, or nobody yet. */
  private int asking = NOBODY;

  private long stuckAt = NOT_STUCK;
  private long dueNanos;
  private long silentSinceNanos;
  private boolean asked;
  private boolean started;

  ResendRequests(Link link, LinkOptions options, EntryStore store) {
    this.link = link;
    this.store = store;
    this.patienceNanos = options.minReorderWindow().toNanos();
    this.timeoutNanos = ReorderWindows.TIMEOUT_FACTOR * patienceNanos;
    this.offered = new long[link.sending().size()];
    this.held = new long[link.receiving().size()];
    this.senders = new Quorum(link.sending());
    this.peers = new Quorum(link.receiving());
  }

  /** A sender says how far its log reaches. */
  void onOffered(int sender, long sequence) {
    offered[sender] = Math.max(offered[sender], sequence);
  }

  /** A peer says what it has. */
  void onHeld(int peer, long sequence) {
    held[peer] = sequence;
  }

  /** Something came that the leader had sent on its own. */
  void heardLeader(long nowNanos) {
    silentSinceNanos = nowNanos;
  }

  /** Counts the changes of the leader that this receiver has asked for. */
  long view() {
    return view;
  }

  /** Which sender should lead. */
  int leader() {
    return (int) (view % offered.length);
  }

  boolean missing() {
    return known() > store.held();
  }

  /** Asks for what has been missing for too long; returns when it may have something to do. */
  long run(long nowNanos, Output output) {
    if (!started) {
      started = true;
      silentSinceNanos = nowNanos;
    }
    if (!missing()) {
      stuckAt = NOT_STUCK;
      asking = NOBODY;
      return Long.MAX_VALUE;
    }
    if (store.held() != stuckAt) {
      stuckAt = store.held();
      dueNanos = nowNanos + patienceNanos;
      asked = false;
    }
    if (nowNanos - dueNanos >= 0) {
      asking = nextToAsk();
      asked = true;
      dueNanos = nowNanos + timeoutNanos;
      ask(asking, output);
    }
    if (asked && nowNanos - silentSinceNanos >= timeoutNanos) {
      silentSinceNanos = nowNanos;
      view++;
      output.wantsLeader(view);
    }
    return asked ? Math.min(dueNanos, silentSinceNanos + timeoutNanos) : dueNanos;
  }

  /**
   * One after the other, wherever the view goes meanwhile: both moving on together would pass over
   * every second sender.
   */
  private int nextToAsk() {
    int sender = asking == NOBODY ? leader() + 1 : asked ? asking + 1 : asking;
    return sender % offered.length;
  }

  private void ask(int sender, Output output) {
    long limit = known();
    long from = store.held() + 1;
    for (int gaps = 0; from <= limit && gaps < MAX_GAPS; gaps++) {
      long to = store.gapEnd(from, limit);
      output.fetch(sender, from, to);
      from = store.nextMissing(to + 1);
    }
  }

  /** The highest sequence that came, or that one honest replica says exists. */
  private long known() {
    long bySenders = senders.reached(id -> offered[id], link.sending().honestStake());
    long byPeers = peers.reached(id -> held[id], link.receiving().honestStake());
    return Math.max(store.highest(), Math.max(bySenders, byPeers));
  }
}
