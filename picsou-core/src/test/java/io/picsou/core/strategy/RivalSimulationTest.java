package io.picsou.core.strategy;

import static io.picsou.core.strategy.LinkSimulationTest.assertDelivered;
import static io.picsou.core.strategy.LinkSimulationTest.bounce;
import static io.picsou.core.strategy.LinkSimulationTest.cluster;
import static io.picsou.core.strategy.LinkSimulationTest.options;
import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.cluster.Link;
import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.protocol.Peer;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The rivals in virtual time: what each costs, what it promises, and where it stops. */
class RivalSimulationTest {
  private static final long SECOND = 1_000 * LinkSimulation.MILLIS;

  /** Windows and retention that no replica outruns, so that every copy is really made. */
  private static final LinkOptions ROOMY = options(4, 256, 1 << 20);

  @Provide
  Arbitrary<Strategy> repairing() {
    return Arbitraries.of(Strategy.ATA, Strategy.LL, Strategy.OTU);
  }

  @Provide
  Arbitrary<Strategy> promising() {
    return Arbitraries.of(Strategy.ATA, Strategy.OTU);
  }

  @Property(tries = 40)
  void oneShotSendsOneCopyToThePartner(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 7) int senders,
      @ForAll @IntRange(min = 1, max = 7) int receivers) {
    LinkSimulation link = link(Strategy.OST, seed, senders, receivers, ROOMY);
    link.commit(5_000);
    link.startAll();
    link.run(5 * SECOND, () -> false);
    link.collectAll();

    assertThat(link.sent).isEqualTo(5_000);
    assertThat(link.forwarded).isZero();
    assertThat(deliveredInOrder(link).cardinality()).isEqualTo(5_000);
    for (int receiver = senders; receiver < receivers; receiver++) {
      assertThat(link.deliveredBy.get(receiver)).isEmpty();
    }
  }

  @Property(tries = 60)
  void oneShotLosesWhatTheNetworkLoses(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 7) int senders,
      @ForAll @IntRange(min = 1, max = 7) int receivers) {
    LinkSimulation link = link(Strategy.OST, seed, senders, receivers, ROOMY);
    link.loss = 0.1;
    link.repeat = 0.05;
    link.commit(3_000);
    link.startAll();
    link.run(5 * SECOND, () -> false);

    BitSet expected = new BitSet();
    expected.set(1, 3_001);
    for (Frame frame : link.lost) {
      expected.clear((int) frame.first(), (int) frame.last() + 1);
    }
    assertThat(deliveredInOrder(link)).isEqualTo(expected);
    assertThat(link.quacked(0)).isEqualTo(3_000);
  }

  @Property(tries = 40)
  void allToAllSendsACopyFromEachToEach(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 7) int senders,
      @ForAll @IntRange(min = 1, max = 7) int receivers) {
    LinkSimulation link = finished(Strategy.ATA, seed, senders, receivers);
    assertThat(link.sent).as(link::toString).isEqualTo(5_000L * senders * receivers);
    assertThat(link.forwarded).isZero();
  }

  @Property(tries = 40)
  void leaderToLeaderSendsOneCopyAndForwardsIt(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 7) int senders,
      @ForAll @IntRange(min = 1, max = 7) int receivers) {
    LinkSimulation link = finished(Strategy.LL, seed, senders, receivers);
    assertThat(link.sent).as(link::toString).isEqualTo(5_000);
    assertThat(link.forwarded).isEqualTo(5_000L * (receivers - 1));
  }

  @Property(tries = 40)
  void otuSendsToOneMoreThanMayFail(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 7) int senders,
      @ForAll @IntRange(min = 1, max = 7) int receivers) {
    LinkSimulation link = finished(Strategy.OTU, seed, senders, receivers);
    long copies = (receivers - 1) / 2 + 1;
    assertThat(link.sent).as(link::toString).isEqualTo(5_000 * copies);
    assertThat(link.forwarded)
        .isBetween(5_000L * (receivers - 1), 5_000 * copies * (receivers - 1));
  }

  @Property(tries = 90)
  void deliversEverythingInOrderOverALossyNetwork(
      @ForAll long seed,
      @ForAll("repairing") Strategy strategy,
      @ForAll @IntRange(min = 1, max = 6) int senders,
      @ForAll @IntRange(min = 1, max = 6) int receivers,
      @ForAll @IntRange(min = 0, max = 300) int phi) {
    LinkSimulation link = link(strategy, seed, senders, receivers, options(4, phi));
    link.loss = 0.1;
    link.repeat = 0.05;
    link.commit(2_000);
    link.startAll();

    assertThat(link.run(600 * SECOND, link::complete)).as(link::toString).isTrue();

    assertDelivered(link, 2_000);
  }

  @Property(tries = 80)
  void survivesCrashedReplicasOnBothSides(
      @ForAll long seed,
      @ForAll("promising") Strategy strategy,
      @ForAll @IntRange(min = 3, max = 9) int replicas) {
    LinkSimulation link = link(strategy, seed, replicas, replicas, options(4, 256));
    Random random = new Random(seed);
    link.commit(2_000);
    link.startAll();
    for (int i = 0; i < (replicas - 1) / 2; i++) {
      Peer sender = Peer.sender(i);
      Peer receiver = Peer.receiver(i);
      link.at(random.nextLong(20) * LinkSimulation.MILLIS, () -> link.crash(sender));
      link.at(random.nextLong(20) * LinkSimulation.MILLIS, () -> link.crash(receiver));
    }
    link.at(30 * LinkSimulation.MILLIS, () -> link.commit(2_000));

    link.run(40 * LinkSimulation.MILLIS, () -> false);
    assertThat(link.run(600 * SECOND, link::complete)).as(link::toString).isTrue();

    assertThat(link.durable(replicas - 1)).isEqualTo(4_000);
    assertDelivered(link, 4_000, (replicas - 1) / 2);
  }

  @Property(tries = 90)
  void continuesAfterEveryReplicaWasKilledAndRestarted(
      @ForAll long seed,
      @ForAll("repairing") Strategy strategy,
      @ForAll @IntRange(min = 1, max = 5) int replicas) {
    LinkSimulation link = link(strategy, seed, replicas, replicas, options(4, 256));
    Random random = new Random(seed);
    link.commit(3_000);
    link.startAll();
    boolean together = random.nextBoolean();
    for (int i = 0; i < replicas; i++) {
      long at = (5 + (together ? 0 : random.nextLong(50))) * LinkSimulation.MILLIS;
      bounce(link, Peer.receiver(i), at);
      bounce(link, Peer.sender(i), random.nextLong(60) * LinkSimulation.MILLIS);
    }
    link.at(80 * LinkSimulation.MILLIS, () -> link.commit(500));

    link.run(100 * LinkSimulation.MILLIS, () -> false);
    assertThat(link.run(600 * SECOND, link::complete)).as(link::toString).isTrue();

    assertDelivered(link, 3_500);
  }

  /** Away for longer than anyone keeps entries: only the log itself has them. */
  @Property(tries = 40)
  void aReceiverThatWasAwayForLongCatchesUp(
      @ForAll long seed, @ForAll("repairing") Strategy strategy) {
    LinkSimulation link = link(strategy, seed, 4, 4, options(4, 256));
    link.commit(500);
    link.startAll();
    link.at(10 * LinkSimulation.MILLIS, () -> link.crash(Peer.receiver(2)));
    link.at(20 * LinkSimulation.MILLIS, () -> link.commit(3_000));
    link.run(40 * LinkSimulation.MILLIS, () -> false);
    assertThat(link.run(60 * SECOND, link::complete)).as(link::toString).isTrue();
    link.restart(Peer.receiver(2));

    assertThat(link.run(60 * SECOND, link::complete)).as(link::toString).isTrue();

    assertDelivered(link, 3_500);
    link.collectAll();
    assertThat(link.fromHistory).as(link::toString).isPositive();
  }

  @Property(tries = 20)
  void leaderToLeaderStallsWithoutItsLeaders(@ForAll long seed, @ForAll boolean sending) {
    LinkSimulation link = link(Strategy.LL, seed, 4, 4, options(4, 256));
    link.commit(500);
    link.startAll();
    assertThat(link.run(60 * SECOND, link::complete)).as(link::toString).isTrue();
    link.crash(sending ? Peer.sender(0) : Peer.receiver(0));
    link.commit(500);

    assertThat(link.run(120 * SECOND, link::complete)).isFalse();

    for (int receiver = 1; receiver < 4; receiver++) {
      assertThat(link.durable(receiver)).isEqualTo(500);
      assertThat(link.quacked(receiver)).isEqualTo(500);
    }
  }

  /** A dead leader costs time-outs once, and not for every run. */
  @Property(tries = 10)
  void otuGoesOnSwiftlyUnderTheNextLeader(@ForAll long seed) {
    LinkSimulation link = link(Strategy.OTU, seed, 4, 4, ROOMY);
    link.startAll();
    link.commit(2_000);
    assertThat(link.run(60 * SECOND, link::complete)).as(link::toString).isTrue();
    link.crash(Peer.sender(0));
    for (int i = 0; i < 300; i++) {
      link.at(10 * i * LinkSimulation.MILLIS, () -> link.commit(50));
    }
    link.run(3 * SECOND, () -> false);

    assertThat(link.run(SECOND, link::complete)).as(link::toString).isTrue();

    link.collectAll();
    assertThat(link.sent).as(link::toString).isLessThan(2 * 17_000 + 4_000);
  }

  private static LinkSimulation finished(Strategy strategy, long seed, int senders, int receivers) {
    LinkSimulation link = link(strategy, seed, senders, receivers, ROOMY);
    link.commit(5_000);
    link.startAll();
    assertThat(link.run(60 * SECOND, link::complete)).as(link::toString).isTrue();
    link.collectAll();
    assertThat(link.resent).isZero();
    assertDelivered(link, 5_000);
    return link;
  }

  /** What all receivers together delivered; each in ascending order, none what another one did. */
  private static BitSet deliveredInOrder(LinkSimulation link) {
    BitSet delivered = new BitSet();
    for (List<Frame> runs : link.deliveredBy) {
      long before = 0;
      for (Frame run : runs) {
        assertThat(run.first()).isGreaterThan(before);
        before = run.last();
        assertThat(delivered.get((int) run.first(), (int) before + 1).isEmpty()).isTrue();
        delivered.set((int) run.first(), (int) before + 1);
      }
    }
    return delivered;
  }

  private static LinkSimulation link(
      Strategy strategy, long seed, int senders, int receivers, LinkOptions options) {
    Link link = new Link("link", cluster("A", senders), cluster("B", receivers));
    return new LinkSimulation(strategy, seed, link, options);
  }
}
