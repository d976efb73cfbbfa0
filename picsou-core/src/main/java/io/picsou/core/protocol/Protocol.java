package io.picsou.core.protocol;

import io.picsou.core.cluster.Link;

/**
 * One replica's half of a link as a pure state machine: events and the current time go in, messages
 * and the next deadline come out. Whoever drives it calls {@code handle}, {@code tick} and the
 * methods of {@link SenderProtocol} or {@link ReceiverProtocol}, and after each call drains {@link
 * #poll}.
 *
 * <p>Not thread-safe: one driver per instance. Times are nanoseconds of any monotonic clock and are
 * only ever subtracted. Messages may be lost, delayed, repeated and reordered.
 */
public interface Protocol {
  /** Takes in a message. Never throws for what a peer sent; see {@link #pollEvidence}. */
  void handle(Envelope envelope, long nowNanos);

  /**
   * Lets time pass; to be called once at the start and then when {@link #nextDeadlineNanos} is
   * reached. Harmless at any time.
   */
  void tick(long nowNanos);

  /** When {@link #tick} is due, or {@link Long#MAX_VALUE} if only a message can change anything. */
  long nextDeadlineNanos();

  /** The next message to transmit, or null if there is none for now. */
  Envelope poll();

  /** The next piece of evidence against a peer, or null. At most a bounded number is kept. */
  Evidence pollEvidence();

  /**
   * Makes the pauses between acknowledgments (docs/protocol.md, section 5) so many times as long as
   * configured from now on, since whoever drives this has little time. Senders take it that
   * receivers do likewise. Cheap enough for every cycle; to be called again after {@link
   * #reconfigure}. Nothing happens where a strategy has no acknowledgments.
   *
   * @param times 1 or more
   */
  default void stretchAcks(double times) {}

  /**
   * Goes on under another configuration of the link (docs/protocol.md, section 8). This replica
   * keeps its id; one whose id changes is opened anew. What was QUACKed or delivered stays so; what
   * was not QUACKed is scheduled again; acknowledgments count anew. Messages that were not polled
   * yet are dropped.
   *
   * @param next as {@link Link#requireSuccessor} wants it
   * @throws IllegalArgumentException if it is not, or this replica is no member of it
   * @throws UnsupportedOperationException if the strategy cannot: open it anew
   */
  default void reconfigure(Link next, long nowNanos) {
    throw new UnsupportedOperationException(
        getClass().getSimpleName() + " does not change its configuration while it runs");
  }

  /** Messages dropped because they belong to another configuration. */
  default EpochCounters epochCounters() {
    return EpochCounters.ZERO;
  }
}
