package io.picsou.core.protocol;

import io.picsou.core.entry.Frame;

/** The receiving half of a link at one replica of the receiving cluster. */
public interface ReceiverProtocol extends Protocol {
  /**
   * The next run in sequence order, each entry exactly once, or null if the next entry is not there
   * yet. All strategies but one deliver 1, 2, 3 … without gaps; OST delivers in ascending order
   * what its receiver was sent and did not lose, so a run may start anywhere behind the one before.
   * The driver calls this only when it has room for a run; undelivered entries count against the
   * receiver's window.
   */
  Frame deliver();

  /** The highest sequence delivered so far. */
  long delivered();

  /**
   * Says that every entry up to a sequence now survives a crash of this replica.
   *
   * @param sequence at most {@link #delivered}
   */
  void durable(long sequence, long nowNanos);

  /** What was counted since the start. */
  ReceiverCounters counters();
}
