package io.picsou.bench.replica;

import java.util.Arrays;

/**
 * When which entry was delivered: a staircase of sequences and times. Bounded; once it is full the
 * last step moves, so that latencies computed from it can only come out too long. Not thread-safe.
 */
final class Timeline {
  /** Steps; 16 bytes each. */
  static final int MAX_STEPS = 1 << 20;

  private final int maxSteps;
  private long[] steps = new long[1 << 12];
  private int used;

  Timeline() {
    this(MAX_STEPS);
  }

  Timeline(int maxSteps) {
    this.maxSteps = maxSteps;
  }

  /** Notes that everything up to a sequence has been there since a time. */
  void add(long sequence, long nanos) {
    if (used == 2 * maxSteps) {
      used -= 2;
    } else if (used == steps.length) {
      steps = Arrays.copyOf(steps, Math.min(2 * steps.length, 2 * maxSteps));
    }
    steps[used++] = sequence;
    steps[used++] = nanos;
  }

  /** Sequence and time of each step, one after the other. */
  long[] steps() {
    return Arrays.copyOf(steps, used);
  }
}
