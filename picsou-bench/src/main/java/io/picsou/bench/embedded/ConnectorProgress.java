package io.picsou.bench.embedded;

/**
 * How far one connector is.
 *
 * @param connector its name
 * @param state whether its task still runs
 * @param records how many records its task has handed over or taken since the start
 * @param confirmed how many of them are safe for good
 */
public record ConnectorProgress(
    String connector, ConnectorState state, long records, long confirmed) {}
