package io.picsou.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.cluster.Cluster;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class QuantumTest {
  /** A replica's ideal place in the quantum. */
  private record Place(BigDecimal at, int replica) {}

  @Property(tries = 300)
  void agreesWithSortingAllPlaces(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int length) {
    Cluster cluster = Links.cluster("A", Links.stakes(new Random(seed), 9));
    Quantum quantum = new Quantum(cluster, length);
    List<Place> places = new ArrayList<>();
    long[] counts = literalHamilton(cluster, length);
    for (int replica = 0; replica < counts.length; replica++) {
      for (long j = 0; j < counts[replica]; j++) {
        BigDecimal at =
            BigDecimal.valueOf(2 * j + 1)
                .divide(BigDecimal.valueOf(counts[replica]), MathContext.DECIMAL128);
        places.add(new Place(at, replica));
      }
    }
    places.sort(Comparator.comparing(Place::at).thenComparing(Place::replica));

    for (int turn = 0; turn < length; turn++) {
      assertThat(quantum.owner(turn)).as("turn %s", turn).isEqualTo(places.get(turn).replica());
    }
  }

  @Property(tries = 300)
  void givesEachReplicaItsExactShareRoundedUpOrDown(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = Quantum.MAX_TURNS) int length) {
    Cluster cluster = Links.cluster("A", Links.stakes(new Random(seed), 20));
    Quantum quantum = new Quantum(cluster, length);
    long sum = 0;

    for (int replica = 0; replica < cluster.size(); replica++) {
      BigInteger exact =
          BigInteger.valueOf(cluster.stake(replica)).multiply(BigInteger.valueOf(length));
      long floor = exact.divide(BigInteger.valueOf(cluster.totalStake())).longValueExact();
      assertThat(quantum.count(replica)).isBetween(floor, floor + 1);
      sum += quantum.count(replica);
    }

    assertThat(sum).isEqualTo(length);
  }

  /** At every point of a quantum each replica has had about its share: nobody waits for long. */
  @Property(tries = 100)
  void spreadsEachReplicaEvenly(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5_000) int length) {
    Cluster cluster = Links.cluster("A", Links.stakes(new Random(seed), 9));
    Quantum quantum = new Quantum(cluster, length);
    long[] had = new long[cluster.size()];

    for (int turn = 0; turn < length; turn++) {
      had[quantum.owner(turn)]++;
      for (int replica = 0; replica < had.length; replica++) {
        double share = (double) quantum.count(replica) / length;
        double due = share * (turn + 1);
        assertThat(had[replica] - due)
            .as("replica %s after turn %s", replica, turn)
            .isBetween(-1 - share * had.length / 2, 1 + share * had.length / 2);
      }
    }
  }

  @Test
  void staysExactInTheLongestQuantum() {
    long large = 4_000_000_000_000_000_000L;
    Quantum quantum =
        new Quantum(Links.cluster("A", large, 1, large, 3, 123_456_789_123L), Quantum.MAX_TURNS);
    long[] had = new long[5];
    for (int turn = Quantum.MAX_TURNS - 10_000; turn < Quantum.MAX_TURNS; turn++) {
      had[quantum.owner(turn)]++;
    }

    assertThat(had).containsExactly(5_000, 0, 5_000, 0, 0);
    assertThat(quantum.count(0) + quantum.count(2) + quantum.count(4)).isEqualTo(Quantum.MAX_TURNS);
  }

  static long[] literalHamilton(Cluster cluster, int length) {
    BigDecimal total = BigDecimal.valueOf(cluster.totalStake());
    long[] counts = new long[cluster.size()];
    long left = length;
    for (int i = 0; i < counts.length; i++) {
      counts[i] = exact(cluster, i, length).divideToIntegralValue(total).longValueExact();
      left -= counts[i];
    }
    boolean[] served = new boolean[counts.length];
    for (; left > 0; left--) {
      int most = -1;
      for (int i = 0; i < counts.length; i++) {
        if (!served[i]
            && (most < 0
                || exact(cluster, i, length)
                        .remainder(total)
                        .compareTo(exact(cluster, most, length).remainder(total))
                    > 0)) {
          most = i;
        }
      }
      served[most] = true;
      counts[most]++;
    }
    return counts;
  }

  private static BigDecimal exact(Cluster cluster, int replica, int length) {
    return BigDecimal.valueOf(cluster.stake(replica)).multiply(BigDecimal.valueOf(length));
  }
}
