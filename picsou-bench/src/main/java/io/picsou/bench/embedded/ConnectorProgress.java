package io.picsou.bench.embedded;

/**
 * How far one connector is.
 *
 * @param connector its name
 * @param records how many records its task has handed over or taken since the start
 * @param confirmed how many of them are safe for good
 */
public record ConnectorProgress(String connector, long records, long confirmed) {}
