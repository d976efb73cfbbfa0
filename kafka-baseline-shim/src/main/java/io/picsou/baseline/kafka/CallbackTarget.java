package io.picsou.baseline.kafka;

import io.picsou.core.entry.Frame;
import io.picsou.rsm.EntryApplier;
import java.util.function.Consumer;

/**
 * A target that hands runs to a callback, on the shim's thread, and remembers nothing across
 * restarts. What the callback has returned from counts as applied.
 */
public final class CallbackTarget implements EntryApplier {
  private final Consumer<Frame> callback;
  private long applied;

  /**
   * @param after the last sequence that is not to be handed out, 0 to begin with entry 1
   * @param callback may keep the frame
   */
  public CallbackTarget(long after, Consumer<Frame> callback) {
    this.applied = after;
    this.callback = callback;
  }

  @Override
  public long applied() {
    return applied;
  }

  @Override
  public void apply(Frame run) {
    callback.accept(run);
    applied = run.last();
  }

  @Override
  public void flush() {
    // Nothing is kept.
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
