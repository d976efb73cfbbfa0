package io.picsou.bench.replica;

/**
 * How far one role is; all are totals since it began.
 *
 * @param sequence of a receiver, everything up to here is delivered, durably if the run asks for
 *     it; of a sender, QUACKed
 * @param entries how many entries a receiver has delivered, which is the same unless there are gaps
 * @param read of a sender, the last entry that it has taken from its log
 */
public record ReplicaSample(long sequence, long entries, long read, Traffic traffic) {}
