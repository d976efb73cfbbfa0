package io.picsou.core.quack;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Ranges of entries that someone has complained about, each with one history; no two overlap. */
final class Suspects {
  /** Entries that were complained about and repeated together. */
  static final class Range {
    /** The receivers that complain about the latest attempt. */
    final BitSet complaining;

    long complainingStake;
    long first;
    long last;
    int attempt;
    long attemptAtNanos;

    private Range(long first, long last, BitSet complaining) {
      this.first = first;
      this.last = last;
      this.complaining = complaining;
    }

    private Range part(long from, long to) {
      Range part = new Range(from, to, (BitSet) complaining.clone());
      part.complainingStake = complainingStake;
      part.attempt = attempt;
      part.attemptAtNanos = attemptAtNanos;
      return part;
    }
  }

  private final TreeMap<Long, Range> ranges = new TreeMap<>();

  /** The range that an entry belongs to, or null. */
  Range at(long sequence) {
    Map.Entry<Long, Range> range = ranges.floorEntry(sequence);
    return range != null && range.getValue().last >= sequence ? range.getValue() : null;
  }

  /** The last of the entries from here on that belong to the same range, or all to none. */
  long alikeUntil(long sequence) {
    Range range = at(sequence);
    if (range != null) {
      return range.last;
    }
    Long next = ranges.higherKey(sequence);
    return next == null ? Long.MAX_VALUE : next - 1;
  }

  /** Makes a range of its own of entries that belong to the same one, or all to none. */
  Range isolate(long first, long last) {
    Range whole = at(first);
    if (whole == null) {
      whole = new Range(first, last, new BitSet());
      ranges.put(first, whole);
    }
    if (last < whole.last) {
      ranges.put(last + 1, whole.part(last + 1, whole.last));
      whole.last = last;
    }
    if (whole.first < first) {
      Range part = whole.part(first, last);
      ranges.put(first, part);
      whole.last = first - 1;
      return part;
    }
    return whole;
  }

  void forget(long upTo) {
    while (!ranges.isEmpty() && ranges.firstKey() <= upTo) {
      Range range = ranges.pollFirstEntry().getValue();
      if (range.last > upTo) {
        range.first = upTo + 1;
        ranges.put(range.first, range);
      }
    }
  }

  /** Visits every range that starts by a sequence. */
  void forEachUpTo(long sequence, Consumer<Range> visitor) {
    if (!ranges.isEmpty()) {
      ranges.headMap(sequence, true).values().forEach(visitor);
    }
  }
}
