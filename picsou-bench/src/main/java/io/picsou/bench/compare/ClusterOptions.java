package io.picsou.bench.compare;

import io.picsou.bench.replica.Conduct;
import io.picsou.core.cluster.Thresholds;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The two clusters.
 *
 * @param senders replicas of A
 * @param receivers replicas of B
 * @param stakes of the first replicas of either cluster; the others have 1
 * @param thresholds how many failures they are set up for
 * @param faults what replicas with index mod 3 = 2 do: those on both sides if they crash, receivers
 *     if they lie
 * @param duplex whether B sends to A as well
 */
public record ClusterOptions(
    int senders,
    int receivers,
    List<Long> stakes,
    ThresholdOptions thresholds,
    Conduct faults,
    boolean duplex) {

  /**
   * How many failures a cluster is set up for.
   *
   * @param preset crash or byzantine
   * @param u instead of the preset's, or null
   * @param r instead of the preset's, or null
   */
  public record ThresholdOptions(Preset preset, Long u, Long r) {
    Thresholds of(long stake) {
      Thresholds usual =
          preset == Preset.CRASH ? Thresholds.crash(stake) : Thresholds.byzantine(stake);
      return new Thresholds(u == null ? usual.u() : u, r == null ? usual.r() : r);
    }
  }

  /** The usual thresholds (docs/protocol.md, section 2). */
  public enum Preset {
    CRASH,
    BYZANTINE
  }

  /** Every so many replicas, one is faulty: as many as Byzantine thresholds bear. */
  private static final int FAULTY_EVERY = 3;

  /** The names of the clusters. */
  static final List<String> NAMES = List.of("A", "B");

  /**
   * Checks that the clusters bear the faults that they are to have.
   *
   * @throws IllegalArgumentException saying what is wrong and what would be right
   */
  public void check() {
    for (int cluster = 0; cluster < NAMES.size(); cluster++) {
      require(size(cluster) >= 1, "either cluster needs a replica");
      require(stakes.size() <= size(cluster), "--stake lists more stakes than there are replicas");
      Thresholds borne = thresholds(cluster);
      long faulty = faultyStake(cluster);
      long most = faults.lies() ? borne.r() : borne.u();
      require(
          faulty <= most,
          "faulty replicas of %s have a stake of %d, but only %d may be; see --u and --r"
              .formatted(NAMES.get(cluster), faulty, most));
    }
  }

  private long faultyStake(int cluster) {
    return IntStream.range(0, size(cluster))
        .filter(i -> conduct(i, true) != Conduct.CORRECT)
        .mapToLong(this::stake)
        .sum();
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /** How many links there are: from A to B, and in duplex from B to A. */
  int links() {
    return duplex ? 2 : 1;
  }

  /** The number of the cluster that a link starts from. */
  static int sending(int link) {
    return link;
  }

  /** The number of the cluster that a link leads to. */
  static int receiving(int link) {
    return 1 - link;
  }

  /** How many replicas a cluster has; A is 0, B is 1. */
  public int size(int cluster) {
    return cluster == 0 ? senders : receivers;
  }

  /** The stake of a replica of either cluster. */
  public long stake(int replica) {
    return replica < stakes.size() ? stakes.get(replica) : 1;
  }

  /** How many failures a cluster is set up for. */
  public Thresholds thresholds(int cluster) {
    return thresholds.of(stakesOf(cluster).sum());
  }

  private LongStream stakesOf(int cluster) {
    return IntStream.range(0, size(cluster)).mapToLong(this::stake);
  }

  Conduct conduct(int replica, boolean receiving) {
    boolean faulty = replica % FAULTY_EVERY == FAULTY_EVERY - 1;
    return faulty && (receiving || faults == Conduct.CRASHED) ? faults : Conduct.CORRECT;
  }
}
