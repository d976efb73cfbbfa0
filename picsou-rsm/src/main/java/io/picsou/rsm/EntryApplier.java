package io.picsou.rsm;

import io.picsou.core.entry.Frame;

/**
 * Applies entries to a replicated state machine in sequence order, exactly once across restarts:
 * what was applied is remembered together with the data. Not thread-safe.
 */
public interface EntryApplier extends AutoCloseable {
  /** The highest sequence that is applied durably; 0 at the beginning. */
  long applied();

  /**
   * Applies a run. Entries up to {@link #applied} are skipped. They may be buffered until {@link
   * #flush}.
   *
   * @throws RsmException if the run leaves a gap, an entry cannot be applied, or the target stays
   *     away; nothing before the failing entry is lost
   */
  void apply(Frame run) throws InterruptedException;

  /** Makes everything passed to {@link #apply} durable, so that {@link #applied} shows it. */
  void flush() throws InterruptedException;

  @Override
  void close();
}
