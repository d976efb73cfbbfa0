package io.picsou.baseline.kafka;

/**
 * What a producer shim has done since it was started.
 *
 * @param read the last sequence read from the log, of all shares
 * @param sentEntries entries of its share handed to the Kafka producer
 * @param sentBytes their encoded bytes
 * @param ackedEntries entries acknowledged by all in-sync brokers
 * @param ackedBytes their encoded bytes
 * @param acked the last sequence of its share that is acknowledged, with all before it
 */
public record ProducerCounters(
    long read, long sentEntries, long sentBytes, long ackedEntries, long ackedBytes, long acked) {}
