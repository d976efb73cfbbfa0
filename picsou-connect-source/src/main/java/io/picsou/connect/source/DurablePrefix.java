package io.picsou.connect.source;

import java.util.Map;
import java.util.TreeMap;

/**
 * Up to which sequence every entry is durable, when that is reported one by one and not always in
 * order: a record that a transformation drops overtakes those that are still on their way.
 * Thread-safe.
 */
final class DurablePrefix {
  /** Ranges beyond the prefix, first to last; none touch. As many as entries are on their way. */
  private final TreeMap<Long, Long> beyond = new TreeMap<>();

  private long prefix;

  /** Everything up to a sequence is durable. */
  DurablePrefix(long prefix) {
    this.prefix = prefix;
  }

  /** Everything up to here is durable. */
  synchronized long prefix() {
    return prefix;
  }

  /** Takes in that one entry is durable; returns up to where all are now. */
  synchronized long add(long sequence) {
    if (sequence == prefix + 1) {
      Long last = beyond.isEmpty() ? null : beyond.remove(sequence + 1);
      prefix = last == null ? sequence : last;
    } else if (sequence > prefix) {
      insert(sequence);
    }
    return prefix;
  }

  private void insert(long sequence) {
    Map.Entry<Long, Long> below = beyond.floorEntry(sequence);
    if (below != null && below.getValue() >= sequence) {
      return;
    }
    long first = below != null && below.getValue() == sequence - 1 ? below.getKey() : sequence;
    Long last = beyond.remove(sequence + 1);
    beyond.put(first, last == null ? sequence : last);
  }
}
