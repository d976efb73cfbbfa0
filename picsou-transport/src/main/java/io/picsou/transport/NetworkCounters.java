package io.picsou.transport;

/**
 * What the connections of one endpoint did since it was opened; all are totals.
 *
 * @param batchesSent batches written, over all peers
 * @param batchesReceived batches taken in
 * @param bytesReceived their size on the wire
 * @param bytesFromPeers the part of {@code bytesReceived} that came from the own cluster
 * @param dropped messages with entries that were not sent because the peer was away or too slow
 * @param corrupt messages that were dropped on arrival because they were malformed or failed their
 *     checksum
 * @param evidence breaches of the protocol by peers, corrupt messages included
 * @param connections connections made or accepted
 * @param refusals callers that were refused
 */
public record NetworkCounters(
    long batchesSent,
    long batchesReceived,
    long bytesReceived,
    long bytesFromPeers,
    long dropped,
    long corrupt,
    long evidence,
    long connections,
    long refusals) {
  static final NetworkCounters ZERO = new NetworkCounters(0, 0, 0, 0, 0, 0, 0, 0, 0);
}
