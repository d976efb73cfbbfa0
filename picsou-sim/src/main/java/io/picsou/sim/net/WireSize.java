package io.picsou.sim.net;

import io.picsou.core.protocol.Ack;
import io.picsou.core.protocol.Message;

/** How many bytes a message takes on the wire, framing included; close to what gRPC sends. */
public final class WireSize {
  /** Envelope, epochs and framing. */
  static final int OVERHEAD = 40;

  private WireSize() {}

  /** The size of a message. */
  public static int of(Message message) {
    if (message instanceof Message.Data data) {
      return OVERHEAD + data.frame().sizeBytes();
    }
    if (message instanceof Message.Forward forward) {
      return OVERHEAD + forward.frame().sizeBytes() + of(forward.ack());
    }
    if (message instanceof Message.Acknowledge acknowledge) {
      return OVERHEAD + of(acknowledge.ack()) + ofHeard(acknowledge.heard());
    }
    return OVERHEAD + (message instanceof Message.Fetch fetch ? of(fetch.ack()) : 0);
  }

  /** The part of it that an acknowledgment takes. */
  public static int of(Ack ack) {
    return 16 + 8 * ack.phi().length;
  }

  /**
   * What it takes to tell which senders were heard: words of varying length, as on the real wire.
   */
  public static int ofHeard(long[] senders) {
    int bytes = 0;
    for (long word : senders) {
      bytes += Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(word) + 6) / 7);
    }
    return bytes;
  }

  /** Whether a message carries entries; others go ahead of those in every queue. */
  static boolean carriesEntries(Message message) {
    return message instanceof Message.Data || message instanceof Message.Forward;
  }
}
