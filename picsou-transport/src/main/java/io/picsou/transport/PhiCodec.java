package io.picsou.transport;

import io.picsou.core.protocol.LinkOptions;
import java.util.Arrays;

/**
 * The wire form of a φ-list: its words, or the lengths of its runs where that is shorter. Gaps are
 * mostly whole turns of a sender, so a list of a quarter of a million entries takes a kilobyte.
 * Stateless and thread-safe.
 */
final class PhiCodec {
  private PhiCodec() {}

  static void encode(long[] words, Wire.Ack.Builder out) {
    int[] runs = new int[2 * words.length];
    int count = runs(words, runs);
    if (count < 0) {
      for (long word : words) {
        out.addPhi(word);
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      out.addPhiRuns(runs[i]);
    }
  }

  /**
   * The words of a φ-list.
   *
   * @throws IllegalArgumentException if it is longer than any setting allows
   */
  static long[] decode(Wire.Ack ack) {
    long bits = ack.getPhiCount() * (long) Long.SIZE;
    for (int i = 0; i < ack.getPhiRunsCount(); i++) {
      bits += Integer.toUnsignedLong(ack.getPhiRuns(i));
    }
    if (bits > LinkOptions.MAX_PHI) {
      throw new IllegalArgumentException("φ-list of " + bits + " bits");
    }
    long[] words = new long[(int) ((bits + Long.SIZE - 1) / Long.SIZE)];
    for (int i = 0; i < ack.getPhiCount(); i++) {
      words[i] = ack.getPhi(i);
    }
    int at = ack.getPhiCount() * Long.SIZE;
    for (int i = 0; i < ack.getPhiRunsCount(); i++) {
      int end = at + ack.getPhiRuns(i);
      if (i % 2 == 1) {
        set(words, at, end);
      }
      at = end;
    }
    return words;
  }

  /**
   * Fills in the lengths of missing, held, missing, held … runs.
   *
   * @return how many, or -1 if the words are shorter
   */
  private static int runs(long[] words, int[] runs) {
    int count = 0;
    int bytes = 0;
    int limit = words.length * Long.SIZE;
    boolean held = false;
    for (int at = 0; at < limit; held = !held) {
      int end = next(words, at, !held);
      bytes += end - at < 1 << 7 ? 1 : end - at < 1 << 14 ? 2 : 3;
      if (bytes >= words.length * Long.BYTES || count == runs.length) {
        return -1;
      }
      runs[count++] = end - at;
      at = end;
    }
    return count;
  }

  /** The first bit from here on that is held, or is not, or else the end. */
  private static int next(long[] words, int from, boolean held) {
    long flip = held ? 0 : -1;
    int word = from >> 6;
    long candidates = (words[word] ^ flip) & -1L << from;
    while (candidates == 0 && ++word < words.length) {
      candidates = words[word] ^ flip;
    }
    return word == words.length
        ? word * Long.SIZE
        : word * Long.SIZE + Long.numberOfTrailingZeros(candidates);
  }

  private static void set(long[] words, int from, int to) {
    if (from == to) {
      return;
    }
    int first = from >> 6;
    int last = (to - 1) >> 6;
    long head = -1L << from;
    long tail = -1L >>> -to;
    if (first == last) {
      words[first] |= head & tail;
    } else {
      words[first] |= head;
      Arrays.fill(words, first + 1, last, -1L);
      words[last] |= tail;
    }
  }
}
