package io.picsou.core.protocol;

/**
 * What one receiver did since it started; all are totals.
 *
 * @param entriesReceived new entries that came from a sender
 * @param entriesFromPeers new entries that came from a local peer
 * @param duplicates entries that were there already
 * @param dropped entries that came too far ahead of the window and were left to repair
 * @param entriesForwarded copies of entries sent to local peers
 * @param fetches requests for entries sent to local peers
 * @param acksSent acknowledgments sent to senders
 */
public record ReceiverCounters(
    long entriesReceived,
    long entriesFromPeers,
    long duplicates,
    long dropped,
    long entriesForwarded,
    long fetches,
    long acksSent) {}
