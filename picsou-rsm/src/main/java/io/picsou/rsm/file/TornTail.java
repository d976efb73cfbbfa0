package io.picsou.rsm.file;

/**
 * Bytes at the end of a log that are no intact record: what a crash in the middle of an append
 * leaves, or an append that is under way.
 *
 * @param offset where they start, in bytes from the start of the file
 * @param bytes how many there are
 * @param sequence of the entry that belongs there
 * @param what is wrong with them
 */
public record TornTail(long offset, long bytes, long sequence, String what) {
  @Override
  public String toString() {
    return "torn tail: %d bytes from byte %d on, where entry %d belongs: %s"
        .formatted(bytes, offset, sequence, what);
  }
}
