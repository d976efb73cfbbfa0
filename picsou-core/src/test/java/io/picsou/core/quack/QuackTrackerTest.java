package io.picsou.core.quack;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Replica;
import io.picsou.core.cluster.Thresholds;
import io.picsou.core.protocol.Ack;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class QuackTrackerTest {
  @Test
  void needsOneAcknowledgmentMoreThanMayFail() {
    QuackTracker quacks = new QuackTracker(cluster(1, 1, 1, 1), false, 0);

    quacks.update(0, ack(10));
    assertThat(quacks.quacked()).isZero();
    quacks.update(2, ack(7));

    assertThat(quacks.quacked()).isEqualTo(7);
  }

  @Test
  void countsStakeAndNotHeads() {
    QuackTracker quacks = new QuackTracker(cluster(1, 1, 5), false, 0);

    quacks.update(0, ack(10));
    quacks.update(1, ack(10));
    assertThat(quacks.quacked()).isZero();
    quacks.update(2, ack(4));

    assertThat(quacks.quacked()).isEqualTo(4);
  }

  @Test
  void countsOnlyWhatIsDurableUnlessFromMemory() {
    Ack arrived = new Ack(2, 5, new long[] {0b10});
    QuackTracker durable = new QuackTracker(cluster(1), false, 0);
    QuackTracker memory = new QuackTracker(cluster(1), true, 0);

    durable.update(0, arrived);
    memory.update(0, arrived);

    assertThat(durable.quacked()).isEqualTo(2);
    assertThat(durable.arrived()).isEqualTo(5);
    assertThat(memory.quacked()).isEqualTo(5);
    assertThat(memory.haveArrived(6, 6)).isFalse();
    assertThat(memory.haveArrived(7, 7)).isTrue();
  }

  @Test
  void neverTakesAQuackBackButForgetsWhatACrashLost() {
    QuackTracker quacks = new QuackTracker(cluster(1), false, 0);

    quacks.update(0, new Ack(3, 9, new long[] {1L << 5}));
    quacks.update(0, new Ack(3, 3, new long[0]));

    assertThat(quacks.quacked()).isEqualTo(3);
    assertThat(quacks.arrived()).isEqualTo(3);
    assertThat(quacks.haveArrived(15, 15)).isFalse();
  }

  @Test
  void ignoresAnAcknowledgmentThatIsOlder() {
    QuackTracker quacks = new QuackTracker(cluster(1), false, 0);
    quacks.update(0, ack(9));

    assertThat(quacks.update(0, ack(4))).isFalse();

    assertThat(quacks.ack(0).durable()).isEqualTo(9);
  }

  @Property
  void agreesWithCountingEntryByEntry(@ForAll long seed) {
    Random random = new Random(seed);
    Cluster cluster = cluster(random.ints(1 + random.nextInt(7), 1, 5).toArray());
    boolean fromMemory = random.nextBoolean();
    QuackTracker quacks = new QuackTracker(cluster, fromMemory, 0);
    Ack[] acks = new Ack[cluster.size()];
    java.util.Arrays.fill(acks, ack(0));
    long naive = 0;

    for (int step = 0; step < 40; step++) {
      int receiver = random.nextInt(cluster.size());
      long durable = acks[receiver].durable() + random.nextInt(8);
      long held = durable + random.nextInt(8);
      acks[receiver] = new Ack(durable, held, new long[] {random.nextLong()});
      quacks.update(receiver, acks[receiver]);

      while (stakeOf(cluster, acks, naive + 1, fromMemory) >= cluster.thresholds().u() + 1) {
        naive++;
      }
      assertThat(quacks.quacked()).isEqualTo(naive);
      for (long k = 1; k < 100; k++) {
        boolean arrived = stakeOf(cluster, acks, k, true) >= cluster.thresholds().u() + 1;
        if (k > naive) {
          assertThat(quacks.haveArrived(k, k)).as("entry %s", k).isEqualTo(arrived);
        }
      }
    }
  }

  /**
   * Lists that are longer than what is kept at first, gaps, lost memory, and a claim of anything.
   */
  @Property(tries = 100)
  void agreesWithCountingEntryByEntryInLongLists(@ForAll long seed) {
    Random random = new Random(seed);
    Cluster cluster = cluster(random.ints(1 + random.nextInt(7), 1, 5).toArray());
    QuackTracker quacks = new QuackTracker(cluster, true, 0);
    Ack[] acks = new Ack[cluster.size()];
    java.util.Arrays.fill(acks, ack(0));

    for (int step = 0; step < 60; step++) {
      int receiver = random.nextInt(cluster.size());
      acks[receiver] = anyAck(random, acks[receiver]);
      quacks.update(receiver, acks[receiver]);

      for (int i = 0; i < 50; i++) {
        long k = quacks.arrived() + 1 + random.nextInt(20_000);
        if (k < 0) {
          break; // a quorum claims every sequence that there is
        }
        boolean arrived = stakeOf(cluster, acks, k, true) >= cluster.thresholds().u() + 1;
        assertThat(quacks.haveArrived(k, k)).as("entry %s", k).isEqualTo(arrived);
      }
    }
  }

  private static Ack anyAck(Random random, Ack before) {
    int kind = random.nextInt(20);
    if (kind == 0) {
      return ack(0);
    }
    if (kind == 1) {
      return new Ack(0, Long.MAX_VALUE / (1 + random.nextInt(1_000)), new long[0]);
    }
    long held = before.held() > 1_000_000 ? 0 : before.held() + random.nextInt(2_000);
    long[] list = new long[random.nextInt(300)];
    for (int word = 0; word < list.length; word++) {
      list[word] = random.nextInt(3) == 0 ? random.nextLong() : -random.nextInt(2);
    }
    return new Ack(0, held, list);
  }

  private static long stakeOf(Cluster cluster, Ack[] acks, long sequence, boolean fromMemory) {
    long stake = 0;
    for (Replica replica : cluster.replicas()) {
      Ack ack = acks[replica.id()];
      if (fromMemory ? ack.shows(sequence) : ack.durable() >= sequence) {
        stake += replica.stake();
      }
    }
    return stake;
  }

  private static Ack ack(long durable) {
    return new Ack(durable, durable, new long[0]);
  }

  static Cluster cluster(int... stakes) {
    List<Replica> replicas = new ArrayList<>();
    long total = 0;
    for (int stake : stakes) {
      replicas.add(new Replica(replicas.size(), "", stake));
      total += stake;
    }
    return new Cluster("B", 0, replicas, Thresholds.crash(total));
  }
}
