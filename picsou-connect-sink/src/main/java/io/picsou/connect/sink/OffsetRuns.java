package io.picsou.connect.sink;

import java.util.ArrayDeque;

/**
 * At which offset the record of each sequence is. Offsets mostly go up with the sequences one by
 * one, and jump where a transaction ended; a run is a stretch without a jump. What was asked for is
 * forgotten, so this is as large as the entries that are under way at most.
 */
final class OffsetRuns {
  private static final long UNKNOWN = -1;

  private static final class Run {
    final long sequence;
    final long offset;
    long count = 1;

    Run(long sequence, long offset) {
      this.sequence = sequence;
      this.offset = offset;
    }

    boolean continuesWith(long nextSequence, long nextOffset) {
      return nextSequence == sequence + count && nextOffset == offset + count;
    }
  }

  private final ArrayDeque<Run> runs = new ArrayDeque<>();
  private long behind = UNKNOWN;

  /** Adds the record of a sequence; both are above all that were added before. */
  void add(long sequence, long offset) {
    Run last = runs.peekLast();
    if (last != null && last.continuesWith(sequence, offset)) {
      last.count++;
    } else {
      runs.add(new Run(sequence, offset));
    }
  }

  /**
   * The offset behind the last record whose sequence is not above the given one, or -1 if there is
   * none. Forgets the records before it, so the sequence must never be lower later.
   */
  long behind(long sequence) {
    for (Run run = runs.peek(); run != null && run.sequence <= sequence; run = runs.peek()) {
      long passed = Math.min(run.count, sequence - run.sequence + 1);
      behind = run.offset + passed;
      if (passed < run.count) {
        break;
      }
      runs.remove();
    }
    return behind;
  }

  /** The number of runs that are kept. */
  int size() {
    return runs.size();
  }
}
