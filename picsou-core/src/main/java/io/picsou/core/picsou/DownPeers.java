package io.picsou.core.picsou;

import io.picsou.core.stream.EntryStore;
import java.util.Arrays;

/**
 * Which local peers seem to be down for so long that they would have to drop what is new
 * (docs/protocol.md, section 4). Nothing is forwarded to them until they are heard of again. Not
 * thread-safe.
 */
final class DownPeers {
  /** Who was silent for so long may be down. */
  static final long SILENCE_NANOS = 1_000_000_000;

  private static final class Peer {
    long held;
    boolean timed;
    long heardAtNanos;

    void heard(long nowNanos) {
      timed = true;
      heardAtNanos = nowNanos;
    }
  }

  private final EntryStore store;
  private final Peer[] peers;

  DownPeers(int peers, EntryStore store) {
    this.store = store;
    this.peers = new Peer[peers];
    Arrays.setAll(this.peers, id -> new Peer());
    for (Peer peer : this.peers) {
      peer.held = store.held(); // for all that is known
    }
  }

  /** A peer told that it has everything up to here. */
  void onAck(int id, long held, long nowNanos) {
    peers[id].heard(nowNanos);
    peers[id].held = held;
  }

  /** Whether a peer seems to be down and to have no use for an entry. */
  boolean misses(int id, long sequence, long nowNanos) {
    Peer peer = peers[id];
    if (!peer.timed) {
      peer.heard(nowNanos); // counted from the first question
    }
    boolean silent = nowNanos - peer.heardAtNanos >= SILENCE_NANOS;
    return silent && store.isOutOfReach(peer.held, sequence);
  }
}
