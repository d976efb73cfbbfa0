package io.picsou.sim.net;

/**
 * What happened to messages so far.
 *
 * @param messages how many were sent
 * @param bytes their size
 * @param lost vanished by chance
 * @param repeated arrived twice
 * @param dropped found their queue full
 * @param cut met a partition
 */
public record NetworkCounters(
    long messages, long bytes, long lost, long repeated, long dropped, long cut) {}
