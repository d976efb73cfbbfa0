package io.picsou.baseline.kafka;

import io.picsou.rsm.CommittedLogReader;

/** Where a producer shim gets the committed log from. */
@FunctionalInterface
public interface LogSource {
  /**
   * Opens the log.
   *
   * @param after the last sequence that is not to be read, 0 for none
   */
  CommittedLogReader open(long after);
}
