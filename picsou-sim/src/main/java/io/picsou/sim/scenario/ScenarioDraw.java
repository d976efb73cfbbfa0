package io.picsou.sim.scenario;

import static io.picsou.sim.scenario.Dice.MICROS;
import static io.picsou.sim.scenario.Dice.MILLIS;

import io.picsou.core.cluster.Link;
import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.protocol.Side;
import io.picsou.core.strategy.Strategy;
import io.picsou.sim.net.NetworkOptions;
import io.picsou.sim.net.NetworkOptions.Chances;
import io.picsou.sim.net.NetworkOptions.Cpu;
import io.picsou.sim.net.NetworkOptions.Delays;
import io.picsou.sim.net.NetworkOptions.Rates;
import io.picsou.sim.node.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Draws a whole scenario from one seed. */
public final class ScenarioDraw {
  /** Counts the changes after which a seed stands for another history. */
  public static final int VERSION = 6;

  /** How many histories are Picsou's, at least, if it is to be drawn from at all. */
  private static final double PICSOU_SHARE = 0.5;

  /** How many have commit proofs: one costs as much as ten without. */
  private static final double PROOFS_SHARE = 0.1;

  /** In how many of those whose clusters change some replicas are dead or lie. */
  private static final double FAILING_SHARE = 0.5;

  /** In how many storms the clusters change. */
  private static final double CHANGING_SHARE = 0.3;

  /** From so many replicas on a cluster of equal stakes tolerates a liar. */
  private static final int TOLERANT = 4;

  private final long seed;
  private final Dice dice;
  private final Profile profile;
  private final Strategy strategy;
  private final boolean proofs;

  private ScenarioDraw(long seed, List<Strategy> strategies, List<Profile> profiles) {
    this.seed = seed;
    this.dice = new Dice(seed);
    Profile drawn = dice.one(profiles);
    boolean picsou = strategies.contains(Strategy.PICSOU) && dice.chance(PICSOU_SHARE);
    this.strategy = picsou ? Strategy.PICSOU : dice.one(strategies);
    // The rivals are opened anew instead of changing while they run, which is a restart.
    boolean restarts = drawn == Profile.EPOCHS && !picsou();
    this.profile = restarts ? Profile.RESTARTS : drawn;
    this.proofs = dice.chance(PROOFS_SHARE);
  }

  /**
   * Draws a scenario.
   *
   * @param strategies those to choose from
   * @param profiles those to choose from
   */
  public static Scenario draw(long seed, List<Strategy> strategies, List<Profile> profiles) {
    return new ScenarioDraw(seed, strategies, profiles).scenario();
  }

  private Scenario scenario() {
    ClusterDraw clusters = new ClusterDraw(dice);
    int senders = clusters.size();
    int receivers = dice.chance(0.4) ? senders : clusters.size();
    Link link = new Link("link", clusters.cluster("A", senders), clusters.cluster("B", receivers));
    long healAt = dice.between(100, 1_000) * MILLIS;
    boolean large = dice.chance(0.1);
    LinkOptions options = options(large);
    Workload workload = workload(options, healAt, senders + receivers, large);
    int most = Math.max(senders, receivers);
    Rates rates = exact() ? exactRates(options, workload, most) : rates(large);
    Setup setup =
        new Setup(strategy, link, options, network(options, rates), habits(options), proofs);
    return new Scenario(seed, profile, setup, workload, faults(link, healAt), healAt);
  }

  private boolean exact() {
    return profile == Profile.CALM || profile == Profile.ACK_LIARS || profile == Profile.DEAD;
  }

  private LinkOptions options(boolean large) {
    int phi = dice.one(0, 1, 7, 63, 64, 65, 256, 256, 1024, 4096);
    long window = large ? 1L << dice.between(16, 20) : 1L << dice.between(11, 17);
    window = exact() ? 1 << 22 : proofs ? Math.max(window, 1 << 16) : window;
    Duration minWindow = Duration.ofMillis(dice.between(10, 40));
    return new LinkOptions(
        dice.one(1, 1, 2, 3, 4, 4, 8, 16),
        dice.one(256, 4 << 10, 64 << 10),
        phi,
        acks(),
        window,
        window * dice.between(2, 4),
        exact() || dice.chance(0.3) ? 1 << 22 : window / dice.one(1, 2, 8),
        Duration.ofNanos(dice.between(500 * MICROS, 4 * MILLIS)),
        minWindow,
        minWindow.multipliedBy(dice.between(20, 60)));
  }

  /** From memory only where no receiver ever forgets more than u allows. */
  private LinkOptions.Acks acks() {
    boolean forgetful =
        profile == Profile.RESTARTS || profile == Profile.STORM || profile == Profile.EPOCHS;
    return forgetful || dice.chance(0.8) ? LinkOptions.Acks.DURABLE : LinkOptions.Acks.MEMORY;
  }

  private Workload workload(LinkOptions options, long healAt, int replicas, boolean large) {
    boolean lossless = profile == Profile.CALM || profile == Profile.ACK_LIARS;
    int most = options.phi() < 8 && !lossless ? 200 : replicas > 16 ? 500 : 1_200;
    most = proofs ? 200 : most;
    int entries = large ? dice.between(10, 60) : dice.between(40, most);
    int bursts = dice.chance(0.3) ? 100 : dice.between(1, 8);
    List<Workload.Burst> list = new ArrayList<>();
    for (int i = 0; i < bursts; i++) {
      list.add(new Workload.Burst(i * healAt / bursts, 1 + entries / bursts));
    }
    int maxBytes = large ? 30_000 : dice.between(0, 200);
    return new Workload(list, large ? 100 : 0, maxBytes);
  }

  private NetworkOptions network(LinkOptions options, Rates rates) {
    long minWindow = options.minReorderWindow().toNanos();
    boolean lossy = profile == Profile.NETWORK || profile == Profile.STORM;
    lossy |= profile == Profile.EPOCHS && dice.chance(0.5);
    return new NetworkOptions(
        rates,
        new Delays(
            dice.between(50 * MICROS, MILLIS),
            dice.between(100 * MICROS, 40 * MILLIS),
            dice.between(0, exact() ? minWindow / 4 : minWindow),
            dice.chance(0.7)),
        lossy
            ? new Chances(dice.between(0, 30) / 100.0, dice.between(0, 10) / 100.0)
            : Chances.FAIR,
        new Cpu(dice.between(0, 3) * MICROS, dice.between(0, 2)));
  }

  private Rates rates(boolean large) {
    long slow = large ? 100_000_000L : 10_000_000L;
    return new Rates(
        dice.one(0L, 0L, slow, slow, 1_000_000_000L),
        dice.one(0L, 0L, 0L, 5_000_000L, 200_000_000L),
        1L << dice.between(12, 20));
  }

  /** Where counts are exact, queues must not grow longer than reordering windows. */
  private Rates exactRates(LinkOptions options, Workload workload, int mostReplicas) {
    long nic = Queues.leastBits(workload, options, mostReplicas);
    long pair = Queues.leastBits(workload, options, 1);
    return new Rates(dice.one(0L, nic, 2 * nic), dice.one(0L, pair, 2 * pair), 1 << 24);
  }

  private World.Habits habits(LinkOptions options) {
    return new World.Habits(
        dice.between(MICROS, options.minReorderWindow().toNanos() / (exact() ? 4 : 2)),
        dice.between(100 * MICROS, 20 * MILLIS),
        dice.between(MILLIS, 100 * MILLIS),
        dice.between(20, 2_000),
        dice.between(1, 64),
        dice.between(1, 10_000));
  }

  private List<Fault> faults(Link link, long healAt) {
    FaultDraw draw = new FaultDraw(dice, healAt, proofs);
    boolean storm = profile == Profile.STORM;
    boolean epochs = profile == Profile.EPOCHS;
    boolean failing = profile == Profile.DEAD || storm || (epochs && dice.chance(FAILING_SHARE));
    boolean changing = epochs || (storm && picsou() && dice.chance(CHANGING_SHARE));
    List<Link> links =
        changing ? draw.reconfigurations(link, failing ? TOLERANT : 1) : List.of(link);
    if (profile == Profile.ACK_LIARS) {
      draw.ackLiars(link.receiving());
    }
    if (failing) {
      boolean fromTheStart = profile == Profile.DEAD;
      draw.permanent(Side.SENDING, links.stream().map(Link::sending).toList(), fromTheStart);
      draw.permanent(Side.RECEIVING, links.stream().map(Link::receiving).toList(), fromTheStart);
    }
    passing(draw, link);
    return draw.faults();
  }

  /** What goes wrong for a while. */
  private void passing(FaultDraw draw, Link link) {
    boolean storm = profile == Profile.STORM;
    if (profile == Profile.RESTARTS || profile == Profile.EPOCHS || storm) {
      draw.restarts(Side.SENDING, link.sending());
      draw.restarts(Side.RECEIVING, link.receiving());
    }
    if (profile == Profile.NETWORK || storm) {
      draw.hiccups(Side.SENDING, link.sending());
      draw.hiccups(Side.RECEIVING, link.receiving());
      draw.partitions(link.sending(), link.receiving());
    }
  }

  private boolean picsou() {
    return strategy == Strategy.PICSOU;
  }
}
