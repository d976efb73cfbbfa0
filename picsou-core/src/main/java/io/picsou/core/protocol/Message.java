package io.picsou.core.protocol;

import io.picsou.core.entry.Frame;

/** Everything that travels on a link or between the receivers of one cluster. */
public sealed interface Message {
  /**
   * Sender to receiver: entries.
   *
   * @param resend whether this is not the first attempt
   * @param quacked the sender's highest contiguous QUACK (docs/protocol.md, section 7); of a
   *     one-shot sender, which has no QUACKs, the last entry that it sent before
   */
  record Data(Frame frame, boolean resend, long quacked) implements Message {}

  /**
   * Sender to receiver, or leading receiver to its peers: asks for an acknowledgment at once, and
   * tells what exists.
   *
   * @param quacked the sender's highest contiguous QUACK
   * @param offered the highest sequence of the sender's log so far
   */
  record Probe(long quacked, long offered) implements Message {}

  /**
   * Receiver to sender, or receiver to local peer: what the receiver has.
   *
   * @param needless how many entries senders have sent again, since the receiver started, that were
   *     only late (docs/protocol.md, section 6)
   * @param heard one bit for every sender, as {@link java.util.BitSet#toLongArray} has them:
   *     whether it has lately transmitted anything to this receiver ("Dead paths" in section 6);
   *     may be shorter than there are senders, or longer if it is a lie; not to be changed
   */
  record Acknowledge(Ack ack, long needless, long[] heard) implements Message {
    private static final long[] NOBODY = {};

    /** Of a receiver that tells nothing about senders. */
    public Acknowledge(Ack ack) {
      this(ack, 0, NOBODY);
    }
  }

  /**
   * Receiver to local peer: entries from the sending cluster, or the answer to a {@link Fetch}.
   *
   * @param ack what the forwarding receiver has, riding along
   */
  record Forward(Frame frame, Ack ack) implements Message {}

  /**
   * Receiver to local peer, or in some strategies to a sender: asks for the entries of a range that
   * the other has; both ends included.
   *
   * @param ack what the asking receiver has
   */
  record Fetch(long first, long last, Ack ack) implements Message {}

  /**
   * Receiver to sender, in OTU: which sender the receiver wants to lead.
   *
   * @param view counts the changes of the leader; sender {@code view mod n} is meant
   */
  record View(long view) implements Message {}
}
