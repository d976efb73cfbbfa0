package io.picsou.bench.replica;

import io.picsou.rsm.CommittedLogReader;
import io.picsou.rsm.file.FileLogReader;
import io.picsou.rsm.generator.GeneratorReader;
import java.nio.file.Path;

/**
 * The committed log of the sending cluster, the same at each of its replicas.
 *
 * @param payloadBytes the size of every payload
 * @param file the log file to read, or null to make the entries up
 * @param entries how many there are; 0 for no end
 * @param entriesPerSecond how fast entries are committed; 0 for as fast as they are taken
 */
public record SourcePlan(int payloadBytes, String file, long entries, double entriesPerSecond) {
  /** Opens the log behind a sequence. */
  public CommittedLogReader open(long after) {
    return file == null
        ? GeneratorReader.open(payloadBytes, after)
        : FileLogReader.open(Path.of(file), after);
  }
}
