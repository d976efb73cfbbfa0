package io.picsou.core.schedule;

/**
 * Shares the stream out in turns of consecutive entries that are bounded by bytes
 * (docs/protocol.md, section 3): small entries have long turns, so that frames are large, and large
 * entries short ones, so that no sender talks for too long. The turn of an entry depends on its own
 * sequence and size alone, and whoever holds the entry knows both; so nothing needs to be agreed
 * upon or remembered. Lengths are powers of two: the turns of one length are made of whole turns of
 * the next shorter one. Immutable and thread-safe.
 */
public final class Turns {
  private final int maxLengthLog;
  private final int bytesLog;

  /**
   * Rounds both bounds down to powers of two.
   *
   * @param stripe the most entries of a turn; with 1 every entry is a turn, as in the paper
   * @param stripeBytes the most bytes of a turn of more than one entry
   */
  public Turns(int stripe, int stripeBytes) {
    this.maxLengthLog = floorLog(stripe);
    this.bytesLog = floorLog(stripeBytes);
  }

  /**
   * The number of an entry's turn, from 0. Entries of different sizes may share it.
   *
   * @param bytes the encoded size of the entry
   */
  public long turn(long sequence, int bytes) {
    int sizeLog = Integer.SIZE - Integer.numberOfLeadingZeros(bytes - 1);
    return (sequence - 1) >>> Math.max(0, Math.min(maxLengthLog, bytesLog - sizeLog));
  }

  private static int floorLog(int value) {
    return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(value);
  }
}
