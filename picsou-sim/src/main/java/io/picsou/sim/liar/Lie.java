package io.picsou.sim.liar;

import io.picsou.core.protocol.Envelope;
import java.util.function.Consumer;

/** How a liar departs from the protocol: what it really sends where a correct one would send. */
interface Lie {
  /**
   * Sends something else, more, or nothing in place of a true message.
   *
   * @param out takes what is sent
   */
  void tell(Envelope truth, Consumer<Envelope> out);

  /** Whether the liar's correct half gets to see an incoming message. */
  default boolean hears(Envelope in) {
    return true;
  }
}
