package io.picsou.core.entry;

import java.util.List;

/**
 * One committed entry of a replicated state machine's log (docs/protocol.md, section 2). Byte
 * arrays are shared, not copied: treat them as frozen.
 *
 * @param sequence 1, 2, 3 … without gaps, identical at every correct replica
 * @param key may be null
 * @param payload may be null (a tombstone) or empty
 * @param headers never null
 */
// Arrays, because entries move by the million; nobody compares them with equals.
@SuppressWarnings("ArrayRecordComponent")
public record Entry(long sequence, byte[] key, byte[] payload, List<Header> headers) {
  public Entry {
    if (sequence < 1) {
      throw new IllegalArgumentException("sequence " + sequence + " is below 1");
    }
    headers = List.copyOf(headers);
  }

  /** An entry without key and headers. */
  public static Entry of(long sequence, byte[] payload) {
    return new Entry(sequence, null, payload, List.of());
  }
}
