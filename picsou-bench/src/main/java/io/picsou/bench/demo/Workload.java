package io.picsou.bench.demo;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The entries that the demo commits: sizes mixed as in a store of small values with some large
 * ones, from 0 B to 1 MB, about 0.8 kB on average. The same seed makes the same entries. Not
 * thread-safe.
 */
final class Workload {
  static final int LARGEST_BYTES = 1 << 20;

  /** Every so many entries, one has no payload bytes, and one the most. */
  private static final int EMPTY_EVERY = 1000;

  private static final int LARGEST_EVERY = 10_000;

  private static final int RUN_ENTRIES = 1024;

  /** The first run only brings the links up. */
  private static final int FIRST_RUN_ENTRIES = 16;

  private final SplittableRandom random;
  private final long entries;
  private long next = 1;

  Workload(long entries, long seed) {
    this.entries = entries;
    this.random = new SplittableRandom(seed);
  }

  /**
   * The next run of entries; null after the last one.
   *
   * @param runBytes it ends with the entry that makes it so long, if not before
   */
  Frame next(int runBytes) {
    if (next > entries) {
      return null;
    }
    List<Entry> run = new ArrayList<>();
    int most = next == 1 ? FIRST_RUN_ENTRIES : RUN_ENTRIES;
    for (int bytes = 0; next <= entries && bytes < runBytes && run.size() < most; next++) {
      byte[] payload = new byte[size(next)];
      random.nextBytes(payload);
      byte[] key = ByteBuffer.allocate(Long.BYTES).putLong(next).array();
      run.add(new Entry(next, key, payload, List.of()));
      bytes += payload.length;
    }
    return Frame.of(run);
  }

  private int size(long sequence) {
    if (sequence % LARGEST_EVERY == LARGEST_EVERY / 2 || sequence == entries / 3) {
      return LARGEST_BYTES;
    }
    if (sequence % EMPTY_EVERY == 0 || sequence == entries) {
      return 0;
    }
    int kind = random.nextInt(10_000);
    if (kind < 7_000) {
      return random.nextInt(200);
    }
    if (kind < 9_500) {
      return random.nextInt(200, 2_000);
    }
    return kind < 9_990 ? random.nextInt(2_000, 8_000) : random.nextInt(32_000, 256_000);
  }
}
