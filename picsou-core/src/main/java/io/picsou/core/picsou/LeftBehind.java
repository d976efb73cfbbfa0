package io.picsou.core.picsou;

import io.picsou.core.protocol.Ack;
import io.picsou.core.stream.EntryStore;
import java.util.Arrays;

/**
 * Which local peers are so far behind, or down for so long, that they would have to drop what is
 * new (docs/protocol.md, section 4). Nothing is forwarded to them or kept for them: what they lack
 * next is gone. Not thread-safe.
 */
final class LeftBehind {
  /** Who was silent for so long is judged by how far the others have come since. */
  static final long SILENCE_NANOS = 1_000_000_000;

  private static final class Peer {
    long held;
    long durable;
    boolean behind;
    boolean timed;
    long heardAtNanos;

    void heard(long nowNanos) {
      timed = true;
      heardAtNanos = nowNanos;
    }
  }

  private final EntryStore store;
  private final Peer[] peers;

  LeftBehind(int peers, EntryStore store) {
    this.store = store;
    this.peers = new Peer[peers];
    Arrays.setAll(this.peers, id -> new Peer());
    for (Peer peer : this.peers) {
      peer.held = store.held(); // for all that is known
      peer.durable = store.held();
    }
  }

  /** A peer told what it has. */
  void onAck(int id, Ack ack, long nowNanos) {
    Peer peer = peers[id];
    peer.heard(nowNanos);
    peer.held = ack.held();
    peer.durable = ack.durable();
    // Compared with what was here then: acknowledgments are old where entries come fast.
    peer.behind = store.isOutOfReach(peer.held, store.held());
  }

  /** Everyone but those who are left behind has everything up to here durably. */
  long neededAfter(int self, long nowNanos) {
    long least = Long.MAX_VALUE;
    for (int id = 0; id < peers.length; id++) {
      if (id != self && !isOutOfReach(id, store.held(), nowNanos)) {
        least = Math.min(least, peers[id].durable);
      }
    }
    return least;
  }

  /** Whether an entry is of no use to a peer. */
  boolean isOutOfReach(int id, long sequence, long nowNanos) {
    Peer peer = peers[id];
    if (!peer.timed) {
      peer.heard(nowNanos);
    }
    boolean silent = nowNanos - peer.heardAtNanos >= SILENCE_NANOS;
    return silent ? store.isOutOfReach(peer.held, sequence) : peer.behind;
  }
}
