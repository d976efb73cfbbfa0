package io.picsou.bench.replica;

/**
 * Where a receiver's entries go.
 *
 * @param file the log that they are appended to before they are acknowledged, or null if they are
 *     counted and digested only
 * @param gaps whether entries may be missing between others, because the strategy promises no more
 * @param timeline whether to note when which entry was there
 */
public record SinkPlan(String file, boolean gaps, boolean timeline) {}
