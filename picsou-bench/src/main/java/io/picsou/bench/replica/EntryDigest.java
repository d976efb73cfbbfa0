package io.picsou.bench.replica;

import io.picsou.core.entry.EntryCodec;
import io.picsou.core.entry.Frame;
import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * A rolling digest over the sequence and the stored checksum of each entry, in order. It is cheap,
 * a few nanoseconds per entry whatever its size: that payloads match their checksums has been
 * verified when they came in. It guards against mistakes, not against malice. Not thread-safe.
 */
public final class EntryDigest {
  private static final long FACTOR = 0x9e3779b97f4a7c15L;

  private long value;

  /** Adds every entry of a run. */
  public void add(Frame run) {
    ByteBuffer bytes = run.bytes();
    for (int at = 0; at < bytes.limit(); at += run.sizeAt(at)) {
      add(EntryCodec.sequenceAt(bytes, at), EntryCodec.checksumAt(bytes, at));
    }
  }

  /** Adds those entries of a run that are in a set of sequences. */
  public void add(Frame run, BitSet which) {
    ByteBuffer bytes = run.bytes();
    for (int at = 0; at < bytes.limit(); at += run.sizeAt(at)) {
      long sequence = EntryCodec.sequenceAt(bytes, at);
      if (which.get(Math.toIntExact(sequence))) {
        add(sequence, EntryCodec.checksumAt(bytes, at));
      }
    }
  }

  private void add(long sequence, int checksum) {
    long entry = sequence * FACTOR + checksum;
    value = (Long.rotateLeft(value, 23) ^ entry) * FACTOR;
  }

  /** The digest of what was added so far. */
  public long value() {
    return value;
  }
}
