package io.picsou.core.schedule;

/**
 * Who sends which turn to whom, attempt by attempt (docs/protocol.md, sections 3 and 6). Every
 * replica computes the same answers from the link's description alone. Immutable and thread-safe.
 */
public interface Schedule {
  /**
   * The replica of the sending cluster whose duty an attempt is.
   *
   * @param turn of {@link Turns}
   * @param attempt 0 for the first transmission, then 1, 2, 3 …
   */
  int sender(long turn, int attempt);

  /** The replica of the receiving cluster that an attempt goes to. */
  int receiver(long turn, int attempt);
}
