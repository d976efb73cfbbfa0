package io.picsou.core.schedule;

/**
 * Who sends which entry to whom, attempt by attempt (docs/protocol.md, sections 3 and 6). Every
 * replica computes the same answers from the link's description alone. Immutable and thread-safe.
 */
public interface Schedule {
  /**
   * The replica of the sending cluster whose duty an attempt is.
   *
   * @param attempt 0 for the first transmission, then 1, 2, 3 …
   */
  int sender(long sequence, int attempt);

  /** The replica of the receiving cluster that an attempt goes to. */
  int receiver(long sequence, int attempt);

  /**
   * The last sequence of the turn that a sequence belongs to: one turn has one sender and receiver.
   */
  long turnEnd(long sequence);
}
