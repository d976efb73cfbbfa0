package io.picsou.core.protocol;

import io.picsou.core.entry.Frame;

/** The sending half of a link at one replica of the sending cluster. */
public interface SenderProtocol extends Protocol {
  /**
   * Appends committed entries to the stream. Every sender of the cluster is offered every entry;
   * which of them it transmits is the protocol's business.
   *
   * @param run starts at {@code offered() + 1}
   * @return false if the window is full or a slow receiver is waited for: nothing was taken, offer
   *     the same run again after the next call of {@link #handle} or {@link #tick}
   * @throws IllegalArgumentException if the run starts elsewhere
   */
  boolean offer(Frame run, long nowNanos);

  /** The highest sequence taken so far. */
  long offered();

  /**
   * The link's progress as this sender knows it: every entry up to here is held by at least one
   * correct receiver, durably unless the link acknowledges from memory. Under OST, where nobody
   * acknowledges, what was handed to the transport.
   */
  long quacked();

  /**
   * The first of the old entries that a receiver needs and this sender no longer holds, or 0. The
   * driver then reads the log again from there and passes it to {@link #history}.
   */
  long historyWanted();

  /** Takes entries that {@link #historyWanted} asked for; entries nobody asked for are ignored. */
  void history(Frame run, long nowNanos);

  /** What was counted since the start. */
  SenderCounters counters();
}
