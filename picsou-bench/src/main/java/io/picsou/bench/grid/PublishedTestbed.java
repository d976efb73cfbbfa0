package io.picsou.bench.grid;

import io.picsou.bench.compare.ClusterOptions;
import io.picsou.bench.compare.CompareOptions.Limits;
import io.picsou.bench.compare.CompareOptions.Timing;
import io.picsou.bench.replica.Conduct;
import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import io.picsou.core.cluster.Replica;
import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.strategy.Strategy;
import io.picsou.sim.figures.Experiment;
import io.picsou.sim.figures.Experiment.Fault;
import io.picsou.sim.figures.Experiment.Load;
import io.picsou.sim.figures.Testbed;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** How a point is simulated: with the parameters of the published testbed (docs/simulator.md). */
final class PublishedTestbed {
  /**
   * What a card of 15 Gbit/s needs under way, and not more: a receiver that falls behind by more
   * than the others retain is hard to help at full speed. A connector's windows are for replicas
   * with 256 MB.
   */
  private static final long WINDOW_BYTES = 64L << 20;

  /** What is shared out in tiny turns is slower, and takes more memory here. */
  private static final long TINY_TURNS_WINDOW_BYTES = 32L << 20;

  /** For a network that takes 0.2 ms; a connector's are for machines that pause. */
  private static final Duration ACK_INTERVAL = Duration.ofNanos(500_000);

  private static final Duration MIN_REORDER_WINDOW = Duration.ofMillis(30);

  private static final long MBIT = 1_000_000;
  private static final long MILLIS = 1_000_000;

  /** What etcd commits there. */
  private static final double ETCD_BYTES_PER_SECOND = 70e6;

  /** A pair of nodes in different regions carries 50 MB/s. */
  private static final Limits REGIONS = new Limits(0, 400, 60);

  /** Shares of the virtual time that small and large entries need where nothing goes wrong. */
  private static final double SMALL_SHARE = 0.1;

  private static final double LARGE_SHARE = 0.3;

  /** Whoever forwards most of the entries gets a little behind, and comes back, in longer waves. */
  private static final double STAKE_SHARE = 0.15;

  private static final int LARGE_BYTES = 10_000;

  private PublishedTestbed() {}

  /** How much virtual time a point takes: all of it only where failures have to be learnt. */
  static Timing virtual(Point point, Timing timing) {
    boolean apart = limits(point).rttMillis() > 0;
    double share = point.bytes() < LARGE_BYTES ? SMALL_SHARE : LARGE_SHARE;
    share = point.stake() > 1 ? Math.max(share, STAKE_SHARE) : share;
    share = apart || point.faults() != Conduct.CORRECT ? 1 : share;
    return new Timing(timing.warmupSeconds() * share, timing.seconds() * share, timing.rounds());
  }

  static Experiment experiment(Point point, Strategy strategy) {
    ClusterOptions clusters = point.clusters();
    return new Experiment(
        strategy,
        new Link("simulated", cluster(clusters, 0), cluster(clusters, 1)),
        options(point),
        new Load(point.bytes(), load(point)),
        Fault.valueOf(point.faults() == Conduct.CORRECT ? "NONE" : point.faults().name()),
        testbed(limits(point)));
  }

  private static double load(Point point) {
    return point.application() == Application.FILE
        ? point.load()
        : ETCD_BYTES_PER_SECOND / point.bytes();
  }

  private static Limits limits(Point point) {
    return point.application() == Application.FILE ? point.limits() : REGIONS;
  }

  private static Testbed testbed(Limits limits) {
    Testbed testbed = Testbed.published();
    if (limits.nicMbit() > 0) {
      testbed = testbed.withNic(limits.nicMbit() * MBIT);
    }
    return limits.rttMillis() > 0 || limits.pairMbit() > 0
        ? testbed.withRegions(limits.pairMbit() * MBIT, limits.rttMillis() * MILLIS)
        : testbed;
  }

  private static Cluster cluster(ClusterOptions options, int number) {
    List<Replica> replicas =
        IntStream.range(0, options.size(number))
            .mapToObj(id -> new Replica(id, "", options.stake(id)))
            .toList();
    return new Cluster("cluster " + number, 0, replicas, options.thresholds(number));
  }

  private static LinkOptions options(Point point) {
    LinkOptions usual = LinkOptions.defaults();
    boolean tinyTurns = point.phi() != null && point.bytes() < LARGE_BYTES;
    long window = tinyTurns ? TINY_TURNS_WINDOW_BYTES : WINDOW_BYTES;
    return new LinkOptions(
        usual.stripe(),
        usual.stripeBytes(),
        point.phi() == null ? usual.phi() : point.phi(),
        usual.acks(),
        window,
        2 * window,
        window,
        ACK_INTERVAL,
        MIN_REORDER_WINDOW,
        usual.maxReorderWindow());
  }
}
