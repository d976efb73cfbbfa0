package io.picsou.core.protocol;

/**
 * Messages of another configuration than this replica's, which were dropped (docs/protocol.md,
 * section 8); totals. Neither is a breach: somebody has switched and somebody has not yet.
 *
 * @param staleMessages those of peers that lag behind this replica
 * @param aheadMessages those of peers that are ahead: this replica lags, and should be reconfigured
 */
public record EpochCounters(long staleMessages, long aheadMessages) {
  /** Nothing was dropped. */
  public static final EpochCounters ZERO = new EpochCounters(0, 0);

  /** One more dropped message. */
  public EpochCounters plus(Epochs theirs, Epochs mine) {
    return theirs.isNewerThan(mine)
        ? new EpochCounters(staleMessages, aheadMessages + 1)
        : new EpochCounters(staleMessages + 1, aheadMessages);
  }
}
