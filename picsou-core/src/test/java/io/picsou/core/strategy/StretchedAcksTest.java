package io.picsou.core.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.cluster.Link;
import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Ack;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Epochs;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.ReceiverProtocol;
import io.picsou.core.protocol.Side;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every receiver that acknowledges does so less often where it is told to. */
class StretchedAcksTest {
  private static final Link LINK =
      new Link("link", LinkSimulationTest.cluster("A", 3), LinkSimulationTest.cluster("B", 3));
  private static final int ENTRIES = 2_000;
  private static final int TIMES = 5;

  @ParameterizedTest
  @EnumSource(
      value = Strategy.class,
      names = {"PICSOU", "ATA", "LL", "OTU"})
  void intervalsAreLongerByAsMuch(Strategy strategy) {
    assertLonger(Side.SENDING, times -> acksOf(strategy, times));
  }

  @Test
  void soAreThoseOfWhoFollowsAReceiver() {
    assertLonger(Side.RECEIVING, StretchedAcksTest::acksOfFollower);
  }

  private static void assertLonger(Side side, Function<Integer, Map<Side, Integer>> acks) {
    Map<Side, Integer> usual = acks.apply(1);
    Map<Side, Integer> stretched = acks.apply(TIMES);
    assertThat(usual.get(side)).isGreaterThan(100);
    assertThat(stretched).hasSameSizeAs(usual);
    usual.forEach(
        (to, count) ->
            assertThat(stretched.get(to))
                .as("to the %s side", to)
                .isBetween(count / (TIMES + 1), count / (TIMES - 1)));
  }

  /** How many acknowledgments the first receiver sends to whom while entries come, one a ms. */
  private static Map<Side, Integer> acksOf(Strategy strategy, int times) {
    return acksOf(strategy, 0, times, Peer.sender(0), i -> new Message.Data(run(i), false, i - 1));
  }

  private static Map<Side, Integer> acksOfFollower(int times) {
    return acksOf(
        Strategy.LL, 1, times, Peer.receiver(0), i -> new Message.Forward(run(i), upTo(i)));
  }

  private static Map<Side, Integer> acksOf(
      Strategy strategy, int replica, int times, Peer from, LongFunction<Message> entries) {
    ReceiverProtocol receiver =
        strategy.receiver(LINK, replica, LinkSimulationTest.options(1, 256), 0);
    receiver.stretchAcks(times);
    Map<Side, Integer> acks = new EnumMap<>(Side.class);
    for (long i = 1; i <= ENTRIES; i++) {
      long now = i * LinkSimulation.MILLIS;
      receiver.handle(new Envelope(from, Epochs.of(LINK), entries.apply(i)), now);
      receiver.deliver();
      receiver.durable(i, now);
      Message ack = new Message.Acknowledge(upTo(i));
      receiver.handle(new Envelope(Peer.receiver(2), Epochs.of(LINK), ack), now);
      count(receiver, acks);
    }
    return acks;
  }

  private static Frame run(long sequence) {
    return Frame.of(List.of(LinkSimulation.entry(sequence, 20)));
  }

  private static Ack upTo(long sequence) {
    return new Ack(sequence, sequence, new long[0]);
  }

  private static void count(ReceiverProtocol receiver, Map<Side, Integer> acks) {
    for (Envelope out = receiver.poll(); out != null; out = receiver.poll()) {
      if (out.message() instanceof Message.Acknowledge) {
        acks.merge(out.peer().side(), 1, Integer::sum);
      }
    }
  }
}
