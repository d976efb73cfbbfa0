package io.picsou.sim.node;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.EntryCodec;
import io.picsou.core.entry.Frame;
import io.picsou.core.proof.CommitProver;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The log that the sending cluster commits, made up beforehand from a seed and encoded once; frames
 * are views of it.
 */
public final class CommittedLog {
  /** How many entries are signed at a time: a signature takes as long as a thousand events. */
  private static final int BLOCK = 256;

  private final ByteBuffer bytes;
  private final int[] ends;
  private long committed;

  /**
   * @param entries how many entries will ever be committed
   * @param minBytes the shortest payload
   * @param maxBytes the longest payload
   * @param prover gives the entries commit proofs, or null
   */
  public CommittedLog(long seed, int entries, int minBytes, int maxBytes, CommitProver prover) {
    List<Entry> made = entries(new Random(seed), entries, minBytes, maxBytes);
    List<Entry> log = prover == null ? made : proven(made, prover);
    ends = new int[entries + 1];
    for (int i = 0; i < entries; i++) {
      ends[i + 1] = Math.addExact(ends[i], Math.toIntExact(EntryCodec.encodedBytes(log.get(i))));
    }
    bytes = ByteBuffer.allocate(ends[entries]);
    log.forEach(entry -> EntryCodec.encode(entry, bytes));
  }

  private static List<Entry> entries(Random random, int count, int minBytes, int maxBytes) {
    List<Entry> entries = new ArrayList<>(count);
    for (int i = 1; i <= count; i++) {
      byte[] payload = new byte[minBytes + random.nextInt(maxBytes - minBytes + 1)];
      random.nextBytes(payload);
      entries.add(Entry.of(i, payload));
    }
    return entries;
  }

  private static List<Entry> proven(List<Entry> entries, CommitProver prover) {
    List<Entry> proven = new ArrayList<>(entries.size());
    for (int from = 0; from < entries.size(); from += BLOCK) {
      proven.addAll(prover.prove(entries.subList(from, Math.min(entries.size(), from + BLOCK))));
    }
    return proven;
  }

  /** The highest sequence that is committed by now. */
  public long committed() {
    return committed;
  }

  /** The highest sequence that will ever be committed. */
  public long end() {
    return ends.length - 1;
  }

  /** The encoded size of everything that will ever be committed. */
  public long sizeBytes() {
    return bytes.capacity();
  }

  /** The encoded size of the longest entry. */
  public long longestBytes() {
    long longest = 0;
    for (int i = 1; i < ends.length; i++) {
      longest = Math.max(longest, ends[i] - ends[i - 1]);
    }
    return longest;
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
