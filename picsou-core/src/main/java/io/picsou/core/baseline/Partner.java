package io.picsou.core.baseline;

import java.util.Map;
import java.util.TreeMap;

/**
 * How far a one-shot receiver has everything that one of its senders sent: each frame says after
 * which entry of the same sender it comes.
 */
final class Partner {
  /** By the entry they come after: the ends of frames that came too early. */
  private final TreeMap<Long, Long> early = new TreeMap<>();

  private long complete;

  Partner(long delivered) {
    complete = delivered;
  }

  /** A frame came that ends at {@code last} and comes right after {@code previous}. */
  void arrived(long previous, long last) {
    early.merge(previous, last, Math::max);
    advance();
  }

  /** Nothing up to here is waited for any more. */
  void skip(long upTo) {
    complete = Math.max(complete, upTo);
    advance();
  }

  /** Everything that the sender sent up to here has come, or is not waited for. */
  long complete() {
    return complete;
  }

  private void advance() {
    for (Map.Entry<Long, Long> next = early.floorEntry(complete);
        next != null;
        next = early.floorEntry(complete)) {
      complete = Math.max(complete, next.getValue());
      early.remove(next.getKey());
    }
  }
}
