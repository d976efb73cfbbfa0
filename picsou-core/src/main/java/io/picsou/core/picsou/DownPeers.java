package io.picsou.core.picsou;

import io.picsou.core.stream.EntryStore;
import java.util.Arrays;

/**
 * Which local peers seem to be down for so long that they would have to drop what is new
 * (docs/protocol.md, section 4). Nothing is forwarded to them until they are heard of again. Not
 * thread-safe.
 */
final class DownPeers {
  private final EntryStore store;
  private final Silence silence;
  private final long[] held;

  DownPeers(int peers, EntryStore store) {
    this.store = store;
    this.silence = new Silence(peers);
    this.held = new long[peers];
    Arrays.fill(held, store.held()); // for all that is known
  }

  /** A peer told that it has everything up to here. */
  void onAck(int id, long upTo, long nowNanos) {
    silence.end(id, nowNanos);
    held[id] = upTo;
  }

  /** Whether a peer seems to be down and to have no use for an entry. */
  boolean misses(int id, long sequence, long nowNanos) {
    return silence.of(id, nowNanos) && store.isOutOfReach(held[id], sequence);
  }
}
