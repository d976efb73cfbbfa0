package io.picsou.sim.node;

import io.picsou.core.entry.EntryCodec;
import io.picsou.core.entry.Frame;
import java.nio.ByteBuffer;
import java.util.Random;

/**
 * The log that the sending cluster commits, made up beforehand from a seed and encoded once; frames
 * are views of it.
 */
public final class CommittedLog {
  private final ByteBuffer bytes;
  private final int[] ends;
  private long committed;

  /**
   * @param entries how many entries will ever be committed
   * @param minBytes the shortest payload
   * @param maxBytes the longest payload
   */
  public CommittedLog(long seed, int entries, int minBytes, int maxBytes) {
    Random random = new Random(seed);
    byte[] noise = new byte[2 * maxBytes + 1];
    random.nextBytes(noise);
    int[] sizes = new int[entries];
    ends = new int[entries + 1];
    for (int i = 0; i < entries; i++) {
      sizes[i] = minBytes + random.nextInt(maxBytes - minBytes + 1);
      ends[i + 1] = Math.addExact(ends[i], EntryCodec.OVERHEAD_BYTES + sizes[i]);
    }
    bytes = ByteBuffer.allocate(ends[entries]);
    for (int i = 0; i < entries; i++) {
      EntryCodec.encode(i + 1, noise, random.nextInt(maxBytes + 1), sizes[i], bytes);
    }
  }

  /** The highest sequence that is committed by now. */
  public long committed() {
    return committed;
  }

  /** The highest sequence that will ever be committed. */
  public long end() {
    return ends.length - 1;
  }

  /** Commits more entries. */
  public void commit(long entries) {
    committed = Math.min(end(), committed + entries);
  }

  /** Entries of the log; both ends included. */
  public Frame run(long from, long to) {
    return Frame.trusted(from, (int) (to - from + 1), bytes(from, to));
  }

  /** Whether every entry of a frame is committed, with those bytes, at those sequences. */
  public boolean contains(Frame frame) {
    return frame.first() >= 1
        && frame.last() <= committed
        && frame.bytes().mismatch(bytes(frame.first(), frame.last())) < 0;
  }

  private ByteBuffer bytes(long from, long to) {
    int start = ends[(int) from - 1];
    return bytes.slice(start, ends[(int) to] - start);
  }
}
