package io.picsou.bench.demo;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What the demo shows.
 *
 * @param command the main class of {@code picsou}, which every replica runs
 * @param directory where it works; exists and is empty
 * @param entries how many entries are committed on A
 * @param seed of the entries' sizes and contents
 * @param limit how long it may take
 */
public record DemoOptions(
    Class<?> command, Path directory, long entries, long seed, Duration limit) {
  /** Replicas of each cluster. */
  static final int REPLICAS = 4;

  /** Who is killed: not the first of either side, so that nothing hangs on a leader. */
  static final int KILLED_SENDER = 2;

  static final int KILLED_RECEIVER = 1;

  /** One on either side. */
  static final int KILLS = 2;

  /** So few entries are committed gently, while the replicas' virtual machines warm up. */
  static final double WARM = 0.1;

  /** So few entries are committed and delivered before the copies are counted. */
  static final double COUNTED = 0.3;

  /** At these parts of the stream, delivered everywhere, replicas are killed. */
  static final double SENDER_KILLED_AT = 0.45;

  static final double RECEIVER_KILLED_AT = 0.6;
}
