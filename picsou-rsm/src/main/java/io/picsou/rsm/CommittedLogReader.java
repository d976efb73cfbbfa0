package io.picsou.rsm;

import io.picsou.core.entry.Frame;
import java.time.Duration;

/**
 * Reads the committed log of a replicated state machine at one of its replicas, in sequence order
 * and without gaps, from the sequence it was opened at. A gap is never skipped silently.
 *
 * <p>Not thread-safe: one thread reads; {@link #close} may come from any thread and ends a waiting
 * {@link #read}.
 */
public interface CommittedLogReader extends AutoCloseable {
  /**
   * The next run of entries, as many as are there without waiting, up to a size.
   *
   * @param maxBytes roughly how many encoded bytes to return; at least one entry always fits
   * @param timeout how long to wait for the first one
   * @return null if none came within the timeout, or the reader was closed
   * @throws RsmException if the log cannot be read on: damage, a gap, a server that stays away
   */
  Frame read(int maxBytes, Duration timeout) throws InterruptedException;

  @Override
  void close();
}
