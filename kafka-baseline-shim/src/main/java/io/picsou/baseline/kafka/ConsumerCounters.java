package io.picsou.baseline.kafka;

/**
 * What a consumer shim has done since it was started.
 *
 * @param receivedEntries records taken from the topic
 * @param receivedBytes the bytes of their values
 * @param duplicates records whose entry had come before
 * @param deliveredEntries entries handed to the target, in order
 * @param delivered the last sequence handed to the target
 * @param applied the last sequence that is durable in the target
 * @param waitingBytes bytes of entries that wait for earlier ones
 */
public record ConsumerCounters(
    long receivedEntries,
    long receivedBytes,
    long duplicates,
    long deliveredEntries,
    long delivered,
    long applied,
    long waitingBytes) {}
