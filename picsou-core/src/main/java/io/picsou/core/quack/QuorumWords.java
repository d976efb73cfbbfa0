package io.picsou.core.quack;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.protocol.Ack;
import java.util.Arrays;

/**
 * What a quorum of receivers says it has, in words of 64 entries, kept so that an acknowledgment
 * costs only where it differs from the one before of the same receiver. The stake behind each entry
 * is counted for the 64 of a word at a time: plane p has bit p of all their counts, as digits in an
 * adder. Counting everything anew took senders more time than all their sending. Keeps at most
 * {@link #MAX_WORDS} words from where the acknowledged part ends, and counts what is beyond when
 * asked. Not thread-safe.
 */
final class QuorumWords {
  static final int MIN_WORDS = 64;

  /** Enough for the default φ-list. */
  static final int MAX_WORDS = 1 << 12;

  private final Cluster receivers;
  private final Ack[] acks;
  private final int planes;
  private final long[] beyond;

  /** A ring: word i covers 64 entries from 64 i + 1, and its planes are at i modulo its length. */
  private long[] counts;

  private int length = MIN_WORDS;
  private long first;

  /**
   * @param acks by receiver: what it said last; shared with the caller, who keeps it up to date
   */
  QuorumWords(Cluster receivers, Ack[] acks) {
    this.receivers = receivers;
    this.acks = acks;
    this.planes = Long.SIZE - Long.numberOfLeadingZeros(receivers.totalStake());
    this.beyond = new long[planes];
    this.counts = new long[length * planes];
  }

  /** What a quorum has of 64 entries: bit i is whether it has {@code from + i}. */
  long word(long from) {
    long index = index(from);
    int shift = (int) (from - 1 & Long.SIZE - 1);
    long low = reached(index) >>> shift;
    return shift == 0 ? low : low | reached(index + 1) << -shift;
  }

  /**
   * A receiver's acknowledgment has changed.
   *
   * @param from what is before is not of interest
   */
  void changed(int receiver, Ack before, Ack after, long from) {
    long highest = index(Math.max(before.highest(), after.highest()));
    long wanted = highest - index(from) + 1;
    if (wanted > length && length < MAX_WORDS) {
      grow(wanted, index(from));
      return;
    }
    long kept = Math.max(first, index(from));
    long keptEnd = Math.min(first, index(from)) + length;
    moveTo(index(from));
    for (long index = kept; index < keptEnd && index <= highest; index++) {
      change(index, receivers.stake(receiver), before, after);
    }
  }

  private void change(long index, long stake, Ack before, Ack after) {
    long had = before.word(start(index));
    long has = after.word(start(index));
    if ((has & ~had) != 0) {
      add(counts, at(index), stake, has & ~had);
    }
    if ((had & ~has) != 0) {
      add(counts, at(index), -stake, had & ~has);
    }
  }

  private void grow(long wanted, long from) {
    while (length < wanted && length < MAX_WORDS) {
      length *= 2;
    }
    counts = new long[length * planes];
    first = from;
    countAll(from, from + length);
  }

  private void moveTo(long from) {
    long end = first + length;
    long newEnd = from + length;
    if (from > first) {
      countAll(Math.max(end, from), newEnd);
    } else {
      countAll(from, Math.min(first, newEnd));
    }
    first = from;
  }

  private void countAll(long from, long end) {
    for (long index = from; index < end; index++) {
      count(index, counts, at(index));
    }
  }

  private void count(long index, long[] into, int at) {
    Arrays.fill(into, at, at + planes, 0);
    for (int receiver = 0; receiver < acks.length; receiver++) {
      long has = acks[receiver].word(start(index));
      if (has != 0) {
        add(into, at, receivers.stake(receiver), has);
      }
    }
  }

  /**
   * Adds to the counts of those entries whose bit is set, carrying from plane to plane; takes away
   * if the stake is negative.
   */
  private void add(long[] into, int at, long stake, long entries) {
    long carry = 0;
    for (int plane = 0; plane < planes; plane++) {
      long count = into[at + plane];
      long digit = -(stake >>> plane & 1) & entries;
      into[at + plane] = count ^ digit ^ carry;
      carry = count & digit | carry & (count ^ digit);
    }
  }

  private long reached(long index) {
    if (index >= first && index - first < length) {
      return reached(counts, at(index));
    }
    count(index, beyond, 0);
    return reached(beyond, 0);
  }

  /** Which counts are not below a quorum's stake, compared digit by digit from the highest. */
  private long reached(long[] from, int at) {
    long above = 0;
    long equal = -1;
    for (int plane = planes - 1; plane >= 0; plane--) {
      if ((receivers.quackStake() >>> plane & 1) == 0) {
        above |= equal & from[at + plane];
        equal &= ~from[at + plane];
      } else {
        equal &= from[at + plane];
      }
    }
    return above | equal;
  }

  private int at(long index) {
    return ((int) index & length - 1) * planes;
  }

  private static long index(long sequence) {
    return sequence - 1 >> 6;
  }

  private static long start(long index) {
    return (index << 6) + 1;
  }
}
