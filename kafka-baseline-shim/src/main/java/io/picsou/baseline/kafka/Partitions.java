package io.picsou.baseline.kafka;

/**
 * How a log is shared out: entry k goes by sender replica (k-1) mod n to partition (k-1) mod n.
 * Sequences begin with 1, so entry 1 is in partition 0. Each partition holds its share in order,
 * which makes the place of any entry in its partition a matter of arithmetic.
 *
 * @param count n, the number of sender replicas and of partitions, at least 1
 */
record Partitions(int count) {
  Partitions {
    if (count < 1) {
      throw new IllegalArgumentException(count + " partitions, must be at least 1");
    }
  }

  /** The partition of an entry. */
  int of(long sequence) {
    return (int) ((sequence - 1) % count);
  }

  /** How many entries of a partition have a sequence up to this one: the offset of the next. */
  long entriesThrough(int partition, long sequence) {
    return sequence <= partition ? 0 : (sequence - partition - 1) / count + 1;
  }

  /** The highest sequence of a partition that is not above this one; 0 or less if there is none. */
  long lastThrough(int partition, long sequence) {
    return partition + 1 + (entriesThrough(partition, sequence) - 1) * count;
  }
}
