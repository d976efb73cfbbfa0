package io.picsou.bench.replica;

import java.util.List;

/**
 * What a process answers to {@code sample}.
 *
 * @param nanos when, by the monotonic clock that all processes of a machine share
 * @param cpuNanos processor time of the process so far
 * @param compileNanos what its compilers have taken so far
 * @param peakBytes the most memory it has had so far, as the system counts it
 * @param roles in the order of the plan
 */
public record HostSample(
    long nanos, long cpuNanos, long compileNanos, long peakBytes, List<ReplicaSample> roles) {}
