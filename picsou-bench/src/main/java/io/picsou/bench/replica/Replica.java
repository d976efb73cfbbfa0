package io.picsou.bench.replica;

/**
 * One role while it runs. Called by one thread.
 *
 * <p>A run ends in two steps, so that all senders end at the same entry: {@link #pause} holds them,
 * and {@link #finish} lets them go on to the last entry that any of them has read.
 */
public interface Replica extends AutoCloseable {
  /**
   * Begins.
   *
   * @param originNanos when the log began to be committed, by the monotonic clock
   */
  void start(long originNanos);

  /**
   * How far it is.
   *
   * @throws IllegalStateException if it has failed
   */
  ReplicaSample sample();

  /** A sender reads no more of its log until {@link #finish}. */
  default void pause() {}

  /** A sender goes on up to this entry. */
  default void finish(long last) {}

  /** What it has at the end, when nothing comes any more. */
  default ReplicaReport report() {
    return ReplicaReport.NONE;
  }

  @Override
  void close();
}
