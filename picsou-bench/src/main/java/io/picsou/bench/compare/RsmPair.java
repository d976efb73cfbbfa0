package io.picsou.bench.compare;

import io.picsou.bench.compare.Deployment.Cost;
import io.picsou.bench.replica.SinkPlan;
import io.picsou.bench.replica.SourcePlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The two replicated state machines that the links of one run lead from and to. The same for every
 * system, and not part of any.
 */
interface RsmPair extends AutoCloseable {
  /** Makes the pair of each run. */
  interface Maker {
    /**
     * Makes a new one.
     *
     * @param directory for its files; taken away afterwards
     */
    RsmPair make(Path directory) throws IOException, InterruptedException;
  }

  /** The log that a sender of a link reads. */
  SourcePlan source(int link, int replica);

  /**
   * Where the entries of a receiver of a link go.
   *
   * @param gaps whether entries may be missing between others
   */
  SinkPlan sink(int link, int replica, boolean gaps);

  /**
   * Begins to commit, if that does not happen by itself.
   *
   * @param originNanos when the log began to be committed, by the monotonic clock
   */
  default void start(long originNanos) {}

  /** Commits no more of its own. */
  default void stop() throws IOException, InterruptedException {}

  /**
   * How much the sender of each link has committed; empty if it commits what is taken.
   *
   * @throws IOException if it cannot go on
   */
  default List<Long> committed() throws IOException {
    return List.of();
  }

  /**
   * The last entry of a link that is to arrive before the run ends.
   *
   * @param read the last that any sender has read
   */
  default long last(int link, long read) {
    return read;
  }

  /** What its servers have cost so far, if there are any. */
  default Optional<Cost> cost() {
    return Optional.empty();
  }

  /**
   * In what the state machines are not alike, though they should be.
   *
   * @param last the last entry of each link, all of which have arrived
   */
  default List<String> differences(long[] last) {
    return List.of();
  }

  @Override
  default void close() {}
}
