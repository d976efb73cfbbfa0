package io.picsou.core.quack;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.protocol.Ack;

/**
 * What a quorum of receivers says it has, in words of 64 entries, kept so that an acknowledgment
 * costs only where it differs from the one before of the same receiver: with many receivers and
 * gaps, counting everything anew took senders more time than all their sending. Keeps at most
 * {@link #MAX_WORDS} words from where the acknowledged part ends, and counts what is beyond when
 * asked.
 */
final class QuorumWords {
  static final int MIN_WORDS = 64;

  /** Enough for the default φ-list. */
  static final int MAX_WORDS = 1 << 12;

  private final Cluster receivers;
  private final Ack[] acks;
  private final long[] counted;

  /** A ring: word i covers 64 entries from 64 i + 1, and is at i modulo its length. */
  private long[] words = new long[MIN_WORDS];

  private long first;

  /**
   * @param acks by receiver: what it said last; shared with the caller, who keeps it up to date
   */
  QuorumWords(Cluster receivers, Ack[] acks) {
    this.receivers = receivers;
    this.acks = acks;
    this.counted = new long[acks.length];
  }

  /** What a quorum has of 64 entries: bit i is whether it has {@code from + i}. */
  long word(long from) {
    long index = index(from);
    int shift = (int) (from - 1 & Long.SIZE - 1);
    long low = at(index) >>> shift;
    return shift == 0 ? low : low | at(index + 1) << -shift;
  }

  /**
   * A receiver's acknowledgment has changed.
   *
   * @param from what is before is not of interest
   */
  void changed(Ack before, Ack after, long from) {
    long highest = index(Math.max(before.highest(), after.highest()));
    long wanted = highest - index(from) + 1;
    if (wanted > words.length && words.length < MAX_WORDS) {
      grow(wanted, index(from));
      return;
    }
    long kept = Math.max(first, index(from));
    long keptEnd = Math.min(first, index(from)) + words.length;
    moveTo(index(from));
    for (long index = kept; index < keptEnd && index <= highest; index++) {
      if (before.word(start(index)) != after.word(start(index))) {
        set(index, count(start(index)));
      }
    }
  }

  private void grow(long wanted, long from) {
    int length = words.length;
    while (length < wanted && length < MAX_WORDS) {
      length *= 2;
    }
    words = new long[length];
    first = from;
    countAll(from, from + length);
  }

  private void moveTo(long from) {
    long end = first + words.length;
    long newEnd = from + words.length;
    if (from > first) {
      countAll(Math.max(end, from), newEnd);
    } else {
      countAll(from, Math.min(first, newEnd));
    }
    first = from;
  }

  private void countAll(long from, long end) {
    for (long index = from; index < end; index++) {
      set(index, count(start(index)));
    }
  }

  private long at(long index) {
    boolean kept = index >= first && index - first < words.length;
    return kept ? words[(int) index & words.length - 1] : count(start(index));
  }

  private void set(long index, long word) {
    words[(int) index & words.length - 1] = word;
  }

  private static long index(long sequence) {
    return sequence - 1 >> 6;
  }

  private static long start(long index) {
    return (index << 6) + 1;
  }

  /** Entries that the same receivers have are counted together. */
  private long count(long from) {
    long all = -1;
    long any = 0;
    for (int receiver = 0; receiver < acks.length; receiver++) {
      counted[receiver] = acks[receiver].word(from);
      all &= counted[receiver];
      any |= counted[receiver];
    }
    long reached = all;
    for (long open = any & ~all; open != 0; ) {
      int bit = Long.numberOfTrailingZeros(open);
      long alike = open;
      long stake = 0;
      for (int receiver = 0; receiver < acks.length; receiver++) {
        boolean has = (counted[receiver] >>> bit & 1) != 0;
        alike &= has ? counted[receiver] : ~counted[receiver];
        stake += has ? receivers.stake(receiver) : 0;
      }
      reached |= stake >= receivers.quackStake() ? alike : 0;
      open &= ~alike;
    }
    return reached;
  }
}
