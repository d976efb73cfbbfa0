package io.picsou.core.picsou;

import io.picsou.core.stream.EntryStore;
import java.util.Arrays;

/**
 * Which local peers were left behind so far that they would have to drop what is new
 * (docs/protocol.md, section 4): they told nothing else for a second, or nothing at all. Nothing is
 * forwarded to them until they come on. Not thread-safe.
 */
final class LeftBehind {
  private final EntryStore store;

  /** Since when nobody has told to be near. */
  private final Silence silence;

  private final long[] held;

  LeftBehind(int peers, EntryStore store) {
    this.store = store;
    this.silence = new Silence(peers);
    this.held = new long[peers];
    Arrays.fill(held, store.held()); // for all that is known
  }

  /** A peer told that it has everything up to here. */
  void onAck(int id, long upTo, long nowNanos) {
    held[id] = upTo;
    if (!store.isOutOfReach(upTo, store.held())) {
      silence.end(id, nowNanos);
    }
  }

  /** Whether a peer was left behind and has no use for an entry. */
  boolean misses(int id, long sequence, long nowNanos) {
    return silence.of(id, nowNanos) && store.isOutOfReach(held[id], sequence);
  }
}
