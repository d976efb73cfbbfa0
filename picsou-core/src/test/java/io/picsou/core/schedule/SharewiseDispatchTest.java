package io.picsou.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SharewiseDispatchTest {
  private static final long LARGE = 1_000_000_000_000L;

  @Property
  void isTheRotationWhereEveryoneIsEqual(
      @ForAll @IntRange(min = 1, max = 19) int size, @ForAll @IntRange(max = 9_999) int turn) {
    Link link = Links.equal(size, size);
    SharewiseDispatch shares = new SharewiseDispatch(link);
    Rotation rotation = new Rotation(link);

    assertThat(shares.sender(turn)).isEqualTo(rotation.sender(turn));
    assertThat(shares.receiver(turn)).isEqualTo(rotation.receiver(turn));
  }

  @Test
  void needsNoLongerQuantumThanItsShares() {
    assertThat(SharewiseDispatch.quantum(Links.of(new long[] {6, 3}, new long[] {2, 2, 4})))
        .isEqualTo(12);
    assertThat(
            SharewiseDispatch.quantum(
                Links.of(new long[] {LARGE, LARGE + 1}, new long[] {LARGE - 1, 1})))
        .isEqualTo(1 << 20);
  }

  @Property(tries = 200)
  void givesBothSidesTheirSharesInEveryQuantum(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int length) {
    Random random = new Random(seed);
    Link link = Links.random(random, 7);
    SharewiseDispatch shares = new SharewiseDispatch(link, length);
    long number = random.nextInt(1 << 30);
    long[] sent = new long[link.sending().size()];
    long[] received = new long[link.receiving().size()];

    for (long turn = number * length; turn < (number + 1) * length; turn++) {
      sent[shares.sender(turn)]++;
      received[shares.receiver(turn)]++;
    }

    assertThat(sent).isEqualTo(QuantumTest.literalHamilton(link.sending(), length));
    assertThat(received).isEqualTo(QuantumTest.literalHamilton(link.receiving(), length));
  }

  @Property(tries = 100)
  void letsEveryTurnOfASenderFallOnEveryTurnOfAReceiver(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int length) {
    Link link = Links.random(new Random(seed), 7);
    SharewiseDispatch shares = new SharewiseDispatch(link, length);
    long[][] met = new long[link.sending().size()][link.receiving().size()];

    for (long turn = 0; turn < (long) length * length; turn++) {
      met[shares.sender(turn)][shares.receiver(turn)]++;
    }

    long[] sent = QuantumTest.literalHamilton(link.sending(), length);
    long[] received = QuantumTest.literalHamilton(link.receiving(), length);
    for (int sender = 0; sender < sent.length; sender++) {
      for (int receiver = 0; receiver < received.length; receiver++) {
        assertThat(met[sender][receiver]).isEqualTo(sent[sender] * received[receiver]);
      }
    }
  }

  /**
   * Large stakes have long quanta; whoever has a real share meets everyone long before their end.
   */
  @Property(tries = 20)
  void isFairAndMixesInALongQuantumToo(@ForAll long seed) {
    Random random = new Random(seed);
    Link link = Links.of(large(random), large(random));
    SharewiseDispatch shares = new SharewiseDispatch(link);
    int turns = 100_000;
    long[] sent = new long[link.sending().size()];
    long[] received = new long[link.receiving().size()];
    long[][] met = new long[sent.length][received.length];

    for (long turn = 0; turn < turns; turn++) {
      int sender = shares.sender(turn);
      int receiver = shares.receiver(turn);
      sent[sender]++;
      received[receiver]++;
      met[sender][receiver]++;
    }

    assertThat(SharewiseDispatch.quantum(link)).isEqualTo(SharewiseDispatch.MAX_QUANTUM);
    for (int sender = 0; sender < sent.length; sender++) {
      double share = share(link.sending(), sender);
      assertThat((double) sent[sender] / turns).isCloseTo(share, within(share / 100));
      for (int receiver = 0; receiver < received.length; receiver++) {
        double both = share * share(link.receiving(), receiver);
        assertThat(met[sender][receiver])
            .as(link::toString)
            .isGreaterThan((long) (turns * both / 5));
      }
    }
    for (int receiver = 0; receiver < received.length; receiver++) {
      double share = share(link.receiving(), receiver);
      assertThat((double) received[receiver] / turns).isCloseTo(share, within(share / 100));
    }
  }

  private static long[] large(Random random) {
    return random.longs(2 + random.nextInt(6), LARGE, 20 * LARGE).map(stake -> stake | 1).toArray();
  }

  private static double share(Cluster cluster, int replica) {
    return (double) cluster.stake(replica) / cluster.totalStake();
  }
}
