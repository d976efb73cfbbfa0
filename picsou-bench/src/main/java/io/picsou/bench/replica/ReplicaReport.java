package io.picsou.bench.replica;

/**
 * What a receiver has at the end.
 *
 * @param last the last sequence delivered
 * @param entries how many were
 * @param digest over sequence and checksum of each, in the order of delivery; see {@link
 *     EntryDigest}
 * @param which the sequences, if there may be gaps, else null; see {@link PackedSet}
 * @param timeline when which entry was there, or null; see {@link Timeline}
 */
// Arrays as JSON carries them; nobody compares reports with equals.
@SuppressWarnings("ArrayRecordComponent")
public record ReplicaReport(long last, long entries, long digest, byte[] which, long[] timeline) {
  /** That of a role that has nothing to report. */
  static final ReplicaReport NONE = new ReplicaReport(0, 0, 0, null, null);
}
