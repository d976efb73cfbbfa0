package io.picsou.sim.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import io.picsou.core.cluster.Replica;
import io.picsou.core.cluster.Thresholds;
import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.strategy.Strategy;
import io.picsou.sim.figures.Experiment.Fault;
import io.picsou.sim.figures.Experiment.Load;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a network allows follows from counting copies; the simulation must come out there. */
class ExperimentRunTest {
  private static final int MEGABYTE = 1_000_000;

  /** 100 entries of 1 MB per second, in and out of each replica. */
  private static final long NIC_BITS = 800_000_000;

  private static final double NIC_RATE = 100;
  private static final int REPLICAS = 4;

  private static Cluster cluster(String id) {
    return cluster(id, 1, Thresholds.byzantine(REPLICAS));
  }

  /**
   * @param stake of the first replica; the others have 1
   */
  private static Cluster cluster(String id, long stake, Thresholds thresholds) {
    List<Replica> replicas =
        IntStream.range(0, REPLICAS).mapToObj(i -> new Replica(i, "", i == 0 ? stake : 1)).toList();
    return new Cluster(id, 0, replicas, thresholds);
  }

  private static Experiment experiment(Strategy strategy, Load load, Fault fault, Testbed testbed) {
    Link link = new Link("link", cluster("A"), cluster("B"));
    return new Experiment(strategy, link, LinkOptions.defaults(), load, fault, testbed);
  }

  private static Experiment onSlowCards(Strategy strategy, Fault fault) {
    Testbed testbed = Testbed.published().withNic(NIC_BITS);
    return experiment(strategy, new Load(MEGABYTE, 0), fault, testbed);
  }

  private static Figures run(Experiment experiment) throws InterruptedException {
    return new ExperimentRun(experiment, 3, 3).run(done -> {});
  }

  private static double rate(Strategy strategy) throws InterruptedException {
    return run(onSlowCards(strategy, Fault.NONE)).entriesPerSecond();
  }

  @Test
  void picsouIsAsFastAsOneCardAndSendsOneCopy() throws Exception {
    Figures figures = run(onSlowCards(Strategy.PICSOU, Fault.NONE));
    assertThat(figures.entriesPerSecond()).isCloseTo(NIC_RATE, within(4.0));
    assertThat(figures.quacksPerSecond()).isCloseTo(NIC_RATE, within(4.0));
    assertThat(figures.traffic().copies()).isCloseTo(1, within(0.05));
    assertThat(figures.traffic().crossBytes()).isCloseTo(MEGABYTE, within(0.05 * MEGABYTE));
    assertThat(figures.traffic().localBytes()).isCloseTo(3.0 * MEGABYTE, within(0.15 * MEGABYTE));
    assertThat(figures.traffic().resent()).isZero();
    assertThat(figures.traffic().dropped()).isZero();
  }

  @Test
  void rivalsAreAsFastAsTheirCopiesLeaveRoomFor() throws Exception {
    assertThat(rate(Strategy.OST)).isCloseTo(REPLICAS * NIC_RATE, within(4.0));
    assertThat(rate(Strategy.ATA)).isCloseTo(NIC_RATE / REPLICAS, within(1.0));
    for (Strategy strategy : List.of(Strategy.LL, Strategy.OTU)) { // forwarders send n - 1 copies
      assertThat(rate(strategy)).isCloseTo(NIC_RATE / (REPLICAS - 1), within(1.0));
    }
  }

  @Test
  void receiversStayTogetherWhereOneIsAQuackByItself() throws Exception {
    long stake = 64;
    Thresholds thresholds = Thresholds.byzantine(stake + REPLICAS - 1);
    Link link = new Link("link", cluster("A", stake, thresholds), cluster("B", stake, thresholds));
    Experiment skewed =
        new Experiment(
            Strategy.PICSOU,
            link,
            LinkOptions.defaults(),
            new Load(MEGABYTE, 0),
            Fault.NONE,
            Testbed.published().withNic(NIC_BITS));
    Figures figures = new ExperimentRun(skewed, 10, 10).run(done -> {}); // they part at first
    // It forwards its share of the entries to everybody else.
    double share = stake / (stake + REPLICAS - 1.0);
    double limit = NIC_RATE / (share * (REPLICAS - 1));
    assertThat(figures.entriesPerSecond()).isBetween(0.9 * limit, 1.02 * limit);
    assertThat(figures.traffic().dropped()).isZero();
  }

  @Test
  void theSameExperimentHasTheSameFigures() throws Exception {
    Experiment experiment = onSlowCards(Strategy.PICSOU, Fault.CRASHED);
    assertThat(run(experiment)).isEqualTo(run(experiment));
  }

  @Test
  void crashedReplicasCostResendsAndNothingMore() throws Exception {
    Figures figures = run(onSlowCards(Strategy.PICSOU, Fault.CRASHED));
    assertThat(figures.entriesPerSecond()).isGreaterThan(0.4 * NIC_RATE);
    assertThat(figures.traffic().resent()).isPositive();
    assertThat(figures.traffic().copies()).isBetween(1.0, 1.2);
  }

  @Test
  void liarsDoNotStopPicsou() throws Exception {
    for (Fault lie : List.of(Fault.ACK_INF, Fault.ACK_ZERO, Fault.ACK_DELAY)) {
      assertThat(run(onSlowCards(Strategy.PICSOU, lie)).entriesPerSecond())
          .as(lie.name())
          .isGreaterThan(0.5 * NIC_RATE);
    }
  }

  /** As machines do that compile: any receiver, up to a second, once or twice a second. */
  private static void hold(ExperimentRun run, Random random, double untilSeconds) {
    for (double at = 1; at < untilSeconds; at += 0.2 + random.nextDouble()) {
      double length = random.nextDouble();
      int receiver = random.nextInt(REPLICAS);
      run.standStill(receiver, (long) (at * 1e9), (long) ((at + length) * 1e9));
    }
  }

  @Test
  void whoWasHeldUpComesBackThoughEveryCardIsFull() throws Exception {
    LinkOptions shortTurns = withTurns(128 << 10); // which these seeds were found with
    for (long seed : new long[] {1_003, 1_005, 1_025}) {
      assertComesBack(shortTurns, seed);
    }
    for (long seed : new long[] {1_003, 1_025}) {
      assertComesBack(LinkOptions.defaults(), seed);
    }
  }

  private static void assertComesBack(LinkOptions options, long seed) throws Exception {
    ExperimentRun run = slowWithoutLiars(options, 10_000, 10);
    hold(run, new Random(seed), 20);
    Figures figures = run.run(done -> {});
    assertThat(figures.entriesPerSecond()).as("seed " + seed).isGreaterThan(0.95 * 1_250);
  }

  @Test
  void whoStoodStillForLongComesBackToo() throws Exception {
    ExperimentRun run = slowWithoutLiars(10_000, 10);
    run.standStill(1, 6_000_000_000L, 12_500_000_000L);
    Figures figures = run.run(done -> {});
    assertThat(figures.entriesPerSecond()).isGreaterThan(0.95 * 1_250);
    assertThat(figures.traffic().copies()).isLessThan(1.05);
  }

  /** One sender is slower to notice losses than all others then, and never sees any. */
  @Test
  void afterASlowStartNobodyWaitsForTheDeadEither() throws Exception {
    long[][] starts = {{1, 0, 1_000}, {3, 1_250, 3_250}, {3, 1_500, 3_000}};
    for (long[] start : starts) {
      ExperimentRun run = new ExperimentRun(onSlowCards(Strategy.PICSOU, Fault.CRASHED), 8, 2);
      run.standStill((int) start[0], start[1] * 1_000_000, start[2] * 1_000_000);
      assertThat(run.run(done -> {}).entriesPerSecond())
          .as("receiver %d stands still", start[0])
          .isGreaterThan(0.9 * NIC_RATE);
    }
  }

  @Test
  void longEntriesFillSlowCardsToo() throws Exception {
    Figures figures = slowWithoutLiars(MEGABYTE, 60).run(done -> {});
    assertThat(figures.entriesPerSecond()).isGreaterThan(0.95 * 12.5);
  }

  /** Cards that carry 12.5 MB a second, which is measured after half a minute. */
  private static ExperimentRun slowWithoutLiars(int bytes, int seconds) {
    return slowWithoutLiars(LinkOptions.defaults(), bytes, seconds);
  }

  private static ExperimentRun slowWithoutLiars(LinkOptions options, int bytes, int seconds) {
    Thresholds crashes = Thresholds.crash(REPLICAS);
    Link link = new Link("link", cluster("A", 1, crashes), cluster("B", 1, crashes));
    Testbed testbed = Testbed.published().withNic(100_000_000);
    Load load = new Load(bytes, 0);
    return new ExperimentRun(
        new Experiment(Strategy.PICSOU, link, options, load, Fault.NONE, testbed), 30, seconds);
  }

  private static LinkOptions withTurns(int bytes) {
    LinkOptions usual = LinkOptions.defaults();
    return new LinkOptions(
        usual.stripe(),
        bytes,
        usual.phi(),
        usual.acks(),
        usual.sendWindowBytes(),
        usual.receiveWindowBytes(),
        usual.retentionBytes(),
        usual.ackInterval(),
        usual.minReorderWindow(),
        usual.maxReorderWindow());
  }

  @Test
  void onePairCarriesNoMoreThanItsLimitAndManyCarryMore() throws Exception {
    Testbed apart = Testbed.published().withRegions(16_000_000, 60_000_000);
    Load load = new Load(2_000, 1_400); // 2.8 MB/s where a pair carries 2
    assertThat(run(experiment(Strategy.LL, load, Fault.NONE, apart)).entriesPerSecond())
        .isBetween(900.0, 1_000.0);
    assertThat(run(experiment(Strategy.PICSOU, load, Fault.NONE, apart)).entriesPerSecond())
        .isCloseTo(1_400, within(15.0));
  }

  @Test
  void kafkaIsBoundByWhatBrokersCopy() {
    Testbed testbed = Testbed.published().withNic(NIC_BITS);
    Load load = new Load(MEGABYTE, 0);
    // Two copies to the other brokers and four to consumers leave each of three brokers.
    assertThat(KafkaBound.entriesPerSecond(experiment(Strategy.OST, load, Fault.NONE, testbed)))
        .isCloseTo(NIC_RATE / 2, within(0.01));
    Load slow = new Load(MEGABYTE, 7);
    assertThat(KafkaBound.entriesPerSecond(experiment(Strategy.OST, slow, Fault.NONE, testbed)))
        .isEqualTo(7);
  }

  @Test
  void aWatchCanGiveItUp() {
    ExperimentRun run = new ExperimentRun(onSlowCards(Strategy.ATA, Fault.NONE), 1, 1);
    assertThatThrownBy(
            () ->
                run.run(
                    done -> {
                      throw new InterruptedException();
                    }))
        .isInstanceOf(InterruptedException.class);
  }
}
