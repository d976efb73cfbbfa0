package io.picsou.connect.sink;

import java.util.Map;
import java.util.TreeMap;

/**
 * A sparse index of a topic: at which offsets some of the sequences were seen. It never has more
 * than {@link #MAX_POINTS}: when it is full, every second point goes and the stride doubles.
 */
final class OffsetIndex {
  static final int MAX_POINTS = 4096;

  private static final long FIRST_STRIDE = 256;

  private final TreeMap<Long, Long> points = new TreeMap<>();
  private long stride = FIRST_STRIDE;

  /** The last sequence that was not passed over at once, which most are; it has a point near it. */
  private long latest = Long.MIN_VALUE / 2;

  /** Takes in where a sequence was seen; may keep it. */
  void add(long sequence, long offset) {
    if (sequence >= latest && sequence - latest < stride) {
      return;
    }
    latest = sequence;
    Map.Entry<Long, Long> below = points.floorEntry(sequence);
    if (below != null && sequence - below.getKey() < stride) {
      return;
    }
    points.put(sequence, offset);
    if (points.size() > MAX_POINTS) {
      stride *= 2;
      thin();
    }
  }

  private void thin() {
    boolean odd = false;
    for (var each = points.entrySet().iterator(); each.hasNext(); odd = !odd) {
      each.next();
      if (odd) {
        each.remove();
      }
    }
  }

  /** Whether something at or before a sequence was seen. */
  boolean reaches(long sequence) {
    return points.floorKey(sequence) != null;
  }

  /**
   * An offset at or before that of a sequence, as far as is known. If nothing before the sequence
   * was seen, a guess: the records between may take up more offsets than sequences.
   *
   * @param spread how many offsets to suppose per sequence beyond what was seen; at least 1
   */
  long before(long sequence, long spread) {
    Map.Entry<Long, Long> below = points.floorEntry(sequence);
    if (below != null) {
      return below.getValue();
    }
    Map.Entry<Long, Long> lowest = points.firstEntry();
    long back = Math.multiplyExact(spread, lowest.getKey() - sequence);
    return Math.max(0, lowest.getValue() - back);
  }

  int size() {
    return points.size();
  }
}
