package io.picsou.core.picsou;

import io.picsou.core.entry.EntryCodec;
import io.picsou.core.entry.Frame;
import io.picsou.core.proof.ProofVerifier;
import io.picsou.core.stream.EntryStore;
import java.nio.ByteBuffer;

/**
 * Finds entries that differ from those held under the same sequence. Their commit proofs may
 * differ: other replicas may have signed.
 */
final class Equivocation {
  static final long NONE = 0;

  private Equivocation() {}

  /** The first sequence of a frame that is held with another content, or {@link #NONE}. */
  static long find(Frame frame, EntryStore store) {
    for (long next = frame.first(); next <= frame.last(); ) {
      Frame held = store.find(next);
      if (held == null) {
        next++;
        continue;
      }
      long last = Math.min(held.last(), frame.last());
      long conflict = compare(held.slice(next, last), frame.slice(next, last));
      if (conflict != NONE) {
        return conflict;
      }
      next = last + 1;
    }
    return NONE;
  }

  private static long compare(Frame held, Frame other) {
    ByteBuffer a = held.bytes();
    ByteBuffer b = other.bytes();
    if (a.equals(b)) {
      return NONE;
    }
    int atA = 0;
    int atB = 0;
    for (long sequence = held.first(); sequence <= held.last(); sequence++) {
      int sizeA = EntryCodec.sizeAt(a, atA);
      int sizeB = EntryCodec.sizeAt(b, atB);
      if (!content(a, atA, sizeA).equals(content(b, atB, sizeB))) {
        return sequence;
      }
      atA += sizeA;
      atB += sizeB;
    }
    return NONE;
  }

  private static ByteBuffer content(ByteBuffer bytes, int at, int size) {
    int from = at + EntryCodec.PREFIX_BYTES;
    return bytes.slice(from, ProofVerifier.contentEnd(bytes, at, size) - from);
  }
}
