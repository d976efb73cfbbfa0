package io.picsou.core.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import io.picsou.core.cluster.Replica;
import io.picsou.core.cluster.Thresholds;
import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.protocol.Peer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whole links in virtual time: what the protocol promises, under what it promises it for. */
class LinkSimulationTest {
  private static final long SECOND = 1_000 * LinkSimulation.MILLIS;

  @Property(tries = 60)
  void sendsEachEntryAcrossOnceWhenNothingFails(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 7) int senders,
      @ForAll @IntRange(min = 1, max = 7) int receivers,
      @ForAll @IntRange(min = 1, max = 40) int stripe) {
    LinkSimulation link = link(seed, senders, receivers, options(stripe, 256));
    link.commit(5_000);
    link.startAll();

    assertThat(link.run(60 * SECOND, link::complete)).as(link::toString).isTrue();

    link.collectAll();
    assertThat(link.sent).isEqualTo(5_000);
    assertThat(link.resent).isZero();
    assertThat(link.forwarded).isEqualTo(5_000L * (receivers - 1));
    assertDelivered(link, 5_000);
  }

  @Property(tries = 60)
  void takesNoSenderForLostThatStartsLate(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 6) int senders) {
    LinkSimulation link = link(seed, senders, 4, options(4, 256));
    Random random = new Random(seed);
    link.commit(3_000);
    link.startReceivers();
    for (int sender = 0; sender < senders; sender++) {
      Peer peer = Peer.sender(sender);
      link.at(random.nextLong(350) * LinkSimulation.MILLIS, () -> link.restart(peer));
    }
    link.run(350 * LinkSimulation.MILLIS, () -> false);

    assertThat(link.run(60 * SECOND, link::complete)).as(link::toString).isTrue();

    link.collectAll();
    assertThat(link.resent).as(link::toString).isZero();
    assertThat(link.sent).isEqualTo(3_000);
    assertDelivered(link, 3_000);
  }

  @Property(tries = 60)
  void deliversEverythingInOrderOverALossyNetwork(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 7) int senders,
      @ForAll @IntRange(min = 2, max = 7) int receivers,
      @ForAll @IntRange(min = 0, max = 300) int phi) {
    LinkSimulation link = link(seed, senders, receivers, options(4, phi));
    link.loss = 0.1;
    link.repeat = 0.05;
    link.commit(phi < 8 ? 300 : 2_000);
    link.startAll();

    assertThat(link.run(600 * SECOND, link::complete)).as(link::toString).isTrue();

    assertDelivered(link, phi < 8 ? 300 : 2_000);
  }

  @Property(tries = 60)
  void survivesCrashedReplicasOnBothSides(
      @ForAll long seed, @ForAll @IntRange(min = 3, max = 9) int replicas) {
    LinkSimulation link = link(seed, replicas, replicas, options(4, 256));
    Random random = new Random(seed);
    link.commit(2_000);
    link.startAll();
    for (int i = 0; i < (replicas - 1) / 2; i++) {
      int sender = (i + Math.abs((int) (seed % replicas))) % replicas;
      int receiver = i;
      link.at(random.nextLong(20) * LinkSimulation.MILLIS, () -> link.crash(Peer.sender(sender)));
      link.at(
          random.nextLong(20) * LinkSimulation.MILLIS, () -> link.crash(Peer.receiver(receiver)));
    }
    link.at(30 * LinkSimulation.MILLIS, () -> link.commit(2_000));

    link.run(40 * LinkSimulation.MILLIS, () -> false);
    assertThat(link.run(600 * SECOND, link::complete)).as(link::toString).isTrue();

    assertThat(link.durable(replicas - 1)).isEqualTo(4_000);
    assertDelivered(link, 4_000, (replicas - 1) / 2);
  }

  @Property(tries = 60)
  void continuesAfterEveryReplicaWasKilledAndRestarted(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int replicas) {
    LinkSimulation link = link(seed, replicas, replicas, options(4, 256));
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

  /** A sender that pauses is taken for dead at first; then the others have learnt to wait. */
  @Property(tries = 5)
  void learnsToWaitForASenderThatPauses(@ForAll long seed) {
    LinkSimulation link = link(seed, 4, 4, options(4, 256, 1 << 20));
    link.startAll();
    link.commit(1_000);
    assertThat(link.run(60 * SECOND, link::complete)).as(link::toString).isTrue();

    pauseAgainAndAgain(link, 20);
    long learning = link.resentByLiving();
    pauseAgainAndAgain(link, 20);

    assertThat(learning).isPositive();
    assertThat(link.resentByLiving()).as(link::toString).isEqualTo(learning);
    assertThat(link.run(60 * SECOND, link::complete)).as(link::toString).isTrue();
  }

  private static void pauseAgainAndAgain(LinkSimulation link, int times) {
    for (int round = 0; round < times; round++) {
      link.pause(Peer.sender(2), 300 * LinkSimulation.MILLIS);
      for (int i = 0; i < 20; i++) {
        link.at(20 * i * LinkSimulation.MILLIS, () -> link.commit(20));
      }
      link.run(600 * LinkSimulation.MILLIS, () -> false);
    }
  }

  /** A dead sender costs its share of resends and not a time-out per acknowledgment window. */
  @Property(tries = 5)
  void goesOnSwiftlyWithDeadReplicas(@ForAll long seed) {
    LinkOptions options = options(4, 256, 1 << 20);
    LinkSimulation link = link(seed, 4, 4, options);
    link.startAll();
    link.commit(2_000);
    assertThat(link.run(60 * SECOND, link::complete)).as(link::toString).isTrue();
    link.crash(Peer.sender(2));
    link.crash(Peer.receiver(1));
    for (int i = 0; i < 100; i++) {
      link.at(10 * i * LinkSimulation.MILLIS, () -> link.commit(400));
    }
    link.run(SECOND, () -> false);

    assertThat(link.run(20 * SECOND, link::complete)).as(link::toString).isTrue();
  }

  /**
   * Long turns of small entries leave long gaps; the default φ-list must reach over many. The last
   * turn has a living sender: a lost end waits for time-outs.
   */
  @Property(tries = 2)
  void goesOnSwiftlyWithDeadReplicasAtDefaultOptions(@ForAll long seed) {
    LinkSimulation link = link(seed, 4, 4, LinkOptions.defaults());
    link.payloadBytes = sequence -> 100;
    link.runLength = 2_000;
    link.startAll();
    link.commit(21_000);
    assertThat(link.run(60 * SECOND, link::complete)).as(link::toString).isTrue();
    link.crash(Peer.sender(2));
    link.crash(Peer.receiver(1));
    for (int i = 0; i < 100; i++) {
      link.at(10 * i * LinkSimulation.MILLIS, () -> link.commit(2_000));
    }
    link.run(SECOND, () -> false);

    assertThat(link.run(2 * SECOND, link::complete)).as(link::toString).isTrue();
  }

  /** Where one large entry fills a small window, nothing comes after it to tell that it is lost. */
  @Property(tries = 20)
  void goesOnSwiftlyWithDeadReplicasAndEntriesOfAllSizes(@ForAll long seed) {
    LinkSimulation link = link(seed, 4, 4, LinkOptions.defaults());
    link.payloadBytes = sequence -> sequence % 1_000 < 999 ? 200 : 1_000_000;
    link.runLength = 100;
    link.startAll();
    link.commit(1_000);
    assertThat(link.run(60 * SECOND, link::complete)).as(link::toString).isTrue();
    link.crash(Peer.sender(2));
    link.crash(Peer.receiver(1));
    link.commit(50_000);

    assertThat(link.run(15 * SECOND, link::complete)).as(link::toString).isTrue();
  }

  /** What a dead replica should have sent or forwarded comes as quickly as all the rest. */
  @Property(tries = 20)
  void doesNotWaitForWhoWasFoundDead(@ForAll long seed) {
    LinkSimulation link = linkWithDeadReplicas(seed);
    long shortest = link.options.minReorderWindow().toNanos();

    for (int i = 0; i < 20; i++) {
      link.commit(1_600);
      assertThat(link.run(shortest, link::complete)).as(link::toString).isTrue();
    }
  }

  @Property(tries = 20)
  void sendsNothingToWhoIsDead(@ForAll long seed) {
    LinkSimulation link = linkWithDeadReplicas(seed);
    link.commit(60_000); // more than a dead receiver's window
    assertThat(link.run(60 * SECOND, link::complete)).as(link::toString).isTrue();
    link.run(2 * SECOND, () -> false);
    link.countAgain();
    long sent = link.sent - link.resent;
    long forwarded = link.forwarded;
    link.commit(1_600);
    assertThat(link.run(60 * SECOND, link::complete)).as(link::toString).isTrue();

    link.countAgain();
    long first = link.sent - link.resent - sent;
    assertThat(first).as("first attempts on 9 of 16 paths").isEqualTo(900);
    assertThat(link.forwarded - forwarded).as("to two living peers").isEqualTo(2 * 1_600);
  }

  @Property(tries = 20)
  void reliesAgainOnWhoCameBack(@ForAll long seed) {
    LinkSimulation link = linkWithDeadReplicas(seed);
    link.restart(Peer.sender(2));
    link.restart(Peer.receiver(1));
    long before = 0;
    for (int i = 0; i < 3; i++) {
      before = link.resentByLiving();
      link.commit(20_000);
      assertThat(link.run(60 * SECOND, link::complete)).as(link::toString).isTrue();
    }

    assertThat(link.resentByLiving() - before).as("all paths work").isZero();
  }

  /** All that is alive has learnt who is not. */
  private static LinkSimulation linkWithDeadReplicas(long seed) {
    LinkSimulation link = link(seed, 4, 4, options(4, 256, 1 << 20, 1 << 20));
    link.startAll();
    link.crash(Peer.sender(2));
    link.crash(Peer.receiver(1));
    for (int i = 0; i < 20; i++) { // which takes time, too
      link.commit(1_000);
      assertThat(link.run(60 * SECOND, link::complete)).as(link::toString).isTrue();
      link.run(SECOND / 10, () -> false);
    }
    return link;
  }

  static void bounce(LinkSimulation link, Peer peer, long at) {
    link.at(at, () -> link.crash(peer));
    link.at(at + 10 * LinkSimulation.MILLIS, () -> link.restart(peer));
  }

  static void assertDelivered(LinkSimulation link, long entries) {
    assertDelivered(link, entries, 0);
  }

  static void assertDelivered(LinkSimulation link, long entries, int fromReceiver) {
    for (int receiver = fromReceiver; receiver < link.deliveredBy.size(); receiver++) {
      long next = 1;
      for (Frame run : link.deliveredBy.get(receiver)) {
        for (Entry entry : run.entries()) {
          assertThat(entry.sequence()).isEqualTo(next);
          assertThat(entry.payload()).isEqualTo(link.entry(next).payload());
          next++;
        }
      }
      assertThat(next - 1).as("delivered by receiver %s", receiver).isEqualTo(entries);
    }
  }

  private static LinkSimulation link(long seed, int senders, int receivers, LinkOptions options) {
    return new LinkSimulation(
        Strategy.PICSOU,
        seed,
        new Link("link", cluster("A", senders), cluster("B", receivers)),
        options);
  }

  static Cluster cluster(String id, int size) {
    List<Replica> replicas = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      replicas.add(new Replica(i, "", 1));
    }
    return new Cluster(id, 0, replicas, Thresholds.crash(size));
  }

  static LinkOptions options(int stripe, int phi) {
    return options(stripe, phi, 16 << 10);
  }

  static LinkOptions options(int stripe, int phi, long windowBytes) {
    return options(stripe, phi, windowBytes, 8 << 10);
  }

  private static LinkOptions options(int stripe, int phi, long windowBytes, long retentionBytes) {
    return new LinkOptions(
        stripe,
        64 << 10,
        phi,
        LinkOptions.Acks.DURABLE,
        windowBytes,
        2 * windowBytes,
        retentionBytes,
        Duration.ofMillis(2),
        Duration.ofMillis(20),
        Duration.ofSeconds(5));
  }
}
