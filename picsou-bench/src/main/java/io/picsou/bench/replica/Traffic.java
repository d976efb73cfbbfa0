package io.picsou.bench.replica;

/**
 * What one role has moved; totals. Bytes are counted where they arrive.
 *
 * @param cross bytes that came from the sending cluster
 * @param local bytes that came from peers of the own cluster
 * @param acks bytes that came to a sender
 * @param copies copies of entries that a sender has sent across
 * @param resent those of them that were no first attempt
 * @param dropped messages with entries that were not sent because the peer was too slow or away
 */
public record Traffic(long cross, long local, long acks, long copies, long resent, long dropped) {
  public static final Traffic NONE = new Traffic(0, 0, 0, 0, 0, 0);

  public Traffic plus(Traffic other) {
    return new Traffic(
        cross + other.cross,
        local + other.local,
        acks + other.acks,
        copies + other.copies,
        resent + other.resent,
        dropped + other.dropped);
  }

  public Traffic minus(Traffic other) {
    return new Traffic(
        cross - other.cross,
        local - other.local,
        acks - other.acks,
        copies - other.copies,
        resent - other.resent,
        dropped - other.dropped);
  }
}
