package io.picsou.core.protocol;

/**
 * What one sender did since it started; all are totals.
 *
 * @param entriesSent copies of entries sent across, resends included
 * @param bytesSent encoded bytes of those
 * @param entriesResent the part of {@code entriesSent} that was not a first attempt
 * @param entriesFromHistory the part of {@code entriesSent} that helped a receiver that was away
 * @param acksReceived acknowledgments taken in
 * @param probesSent requests for an acknowledgment
 */
public record SenderCounters(
    long entriesSent,
    long bytesSent,
    long entriesResent,
    long entriesFromHistory,
    long acksReceived,
    long probesSent) {}
