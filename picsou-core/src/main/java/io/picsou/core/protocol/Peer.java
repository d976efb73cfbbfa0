package io.picsou.core.protocol;

/**
 * One replica of a link.
 *
 * @param side the cluster it belongs to
 * @param replica its id there
 */
public record Peer(Side side, int replica) {
  /** Replica of the sending cluster. */
  public static Peer sender(int replica) {
    return new Peer(Side.SENDING, replica);
  }

  /** Replica of the receiving cluster. */
  public static Peer receiver(int replica) {
    return new Peer(Side.RECEIVING, replica);
  }

  @Override
  public String toString() {
    return (side == Side.SENDING ? "sender " : "receiver ") + replica;
  }
}
