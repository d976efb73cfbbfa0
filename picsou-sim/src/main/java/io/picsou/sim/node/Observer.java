package io.picsou.sim.node;

import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Evidence;

/** Watches what replicas do. Every method is called within the event that it is about. */
public interface Observer {
  /** A replica sends a message; the envelope names its destination. */
  default void sent(Node<?> from, Envelope out) {}

  /** A replica that is up takes in a message; the envelope names its origin. */
  default void received(Node<?> at, Envelope in) {}

  /** A receiver delivers a run. */
  default void delivered(ReceiverNode at, Frame run) {}

  /** A replica accuses another. */
  default void accused(Node<?> by, Evidence evidence) {}

  /** A replica comes up, for the first time or again. */
  default void started(Node<?> node) {}

  /** A replica goes down; what it was not to lose is durable. */
  default void stopped(Node<?> node) {}

  /** A replica is done with an event. */
  default void settled(Node<?> node) {}
}
