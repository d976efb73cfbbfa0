package io.picsou.sim.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Epochs;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Peer;
import io.picsou.sim.event.EventQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NetworkTest {
  private static final long MILLIS = 1_000_000;
  private static final long MBIT = 1_000_000;

  /** 125,000 bytes on the wire: 100 ms at 10 Mbit/s. */
  private static final Message LARGE = data(125_000 - WireSize.OVERHEAD);

  private record Arrival(Peer from, Peer to, long atNanos) {}

  private final EventQueue events = new EventQueue();
  private final List<Arrival> arrivals = new ArrayList<>();

  @Test
  void aNetworkCardTakesItsTimeOutAndIn() {
    Network network = network(10 * MBIT, NetworkOptions.UNLIMITED, 1 << 30);

    network.send(Peer.sender(0), to(0, LARGE));
    run();

    assertThat(arrivals)
        .containsExactly(new Arrival(Peer.sender(0), Peer.receiver(0), 205 * MILLIS));
  }

  @Test
  void oneCardServesAllDestinationsOneAfterTheOther() {
    Network network = network(10 * MBIT, NetworkOptions.UNLIMITED, 1 << 30);

    network.send(Peer.sender(0), to(0, LARGE));
    network.send(Peer.sender(0), to(1, LARGE));
    run();

    assertThat(arrivals).extracting(Arrival::atNanos).containsExactly(205 * MILLIS, 305 * MILLIS);
  }

  @Test
  void oneCardTakesInFromAllOriginsOneAfterTheOther() {
    Network network = network(10 * MBIT, NetworkOptions.UNLIMITED, 1 << 30);

    network.send(Peer.sender(0), to(0, LARGE));
    network.send(Peer.sender(1), to(0, LARGE));
    run();

    assertThat(arrivals).extracting(Arrival::atNanos).containsExactly(205 * MILLIS, 305 * MILLIS);
  }

  @Test
  void aPairHasALimitOfItsOwnThatOtherPairsDoNotShare() {
    Network network = network(NetworkOptions.UNLIMITED, 10 * MBIT, 1 << 30);

    network.send(Peer.sender(0), to(0, LARGE));
    network.send(Peer.sender(0), to(0, LARGE));
    network.send(Peer.sender(0), to(1, LARGE));
    run();

    assertThat(arrivals)
        .containsExactly(
            new Arrival(Peer.sender(0), Peer.receiver(0), 105 * MILLIS),
            new Arrival(Peer.sender(0), Peer.receiver(1), 105 * MILLIS),
            new Arrival(Peer.sender(0), Peer.receiver(0), 205 * MILLIS));
  }

  @Test
  void aPairWithinAClusterHasNoLimit() {
    Network network = network(NetworkOptions.UNLIMITED, 10 * MBIT, 1 << 30);

    network.send(Peer.receiver(0), to(1, LARGE));
    run();

    assertThat(arrivals).extracting(Arrival::atNanos).containsExactly(1 * MILLIS);
  }

  @Test
  void whatCarriesNoEntriesGoesAheadOfWhatWaits() {
    Network network = network(10 * MBIT, NetworkOptions.UNLIMITED, 1 << 30);

    network.send(Peer.sender(0), to(0, LARGE));
    network.send(Peer.sender(0), to(1, new Message.Probe(0, 0)));
    run();

    assertThat(arrivals.get(0).to()).isEqualTo(Peer.receiver(1));
    assertThat(arrivals.get(0).atNanos()).isLessThan(6 * MILLIS);
  }

  @Test
  void aFullQueueDropsEntries() {
    Network network = network(10 * MBIT, NetworkOptions.UNLIMITED, 300_000);

    for (int i = 0; i < 5; i++) {
      network.send(Peer.sender(0), to(0, LARGE));
    }
    run();
    network.send(Peer.sender(0), to(0, LARGE));
    run();

    assertThat(network.counters().dropped()).isEqualTo(3);
    assertThat(arrivals).hasSize(3);
  }

  @Test
  void aPartitionCutsTheWaysThatItIsSaidToCut() {
    Network network = network(NetworkOptions.UNLIMITED, NetworkOptions.UNLIMITED, 1 << 30);
    network.block(Peer.sender(0), Peer.receiver(0), true);

    network.send(Peer.sender(0), to(0, LARGE));
    network.send(Peer.receiver(0), new Envelope(Peer.sender(0), new Epochs(0, 0), LARGE));
    run();
    network.block(Peer.sender(0), Peer.receiver(0), false);
    network.send(Peer.sender(0), to(0, LARGE));
    run();

    assertThat(arrivals)
        .extracting(Arrival::from)
        .containsExactly(Peer.receiver(0), Peer.sender(0));
    assertThat(network.counters().cut()).isEqualTo(1);
  }

  @Test
  void aSlowProcessorTakesAMultiple() {
    NetworkOptions options = options(NetworkOptions.UNLIMITED, NetworkOptions.UNLIMITED, 1 << 30);
    NetworkOptions.Cpu cpu = new NetworkOptions.Cpu(MILLIS, 0);
    Network network =
        network(new NetworkOptions(options.rates(), options.delays(), options.chances(), cpu));
    network.slow(Peer.receiver(1), 7);

    network.send(Peer.sender(0), to(0, LARGE));
    network.send(Peer.sender(0), to(1, LARGE));
    run();

    assertThat(arrivals).extracting(Arrival::atNanos).containsExactly(6 * MILLIS, 12 * MILLIS);
  }

  @Test
  void lossAndRepetitionComeAsOftenAsTheyShould() {
    NetworkOptions options = options(NetworkOptions.UNLIMITED, NetworkOptions.UNLIMITED, 1 << 30);
    Network network = network(options.with(new NetworkOptions.Chances(0.25, 0.1)));

    for (int i = 0; i < 10_000; i++) {
      network.send(Peer.sender(0), to(0, LARGE));
    }
    run();

    assertThat(network.counters().lost()).isBetween(2_300L, 2_700L);
    assertThat(network.counters().repeated()).isBetween(650L, 850L);
    assertThat((long) arrivals.size())
        .isEqualTo(10_000 - network.counters().lost() + network.counters().repeated());
  }

  @Test
  void aBatchPaysForCardsAndForTheWorkThatItIs() {
    Network network = network(10 * MBIT, NetworkOptions.UNLIMITED, 1 << 30);

    network.carry(
        Peer.sender(0),
        Peer.receiver(0),
        125_000,
        false,
        7 * MILLIS,
        () -> arrivals.add(new Arrival(Peer.sender(0), Peer.receiver(0), events.nowNanos())));
    run();

    assertThat(arrivals).extracting(Arrival::atNanos).containsExactly(212 * MILLIS);
    assertThat(network.counters().bytes()).isEqualTo(125_000);
  }

  private void run() {
    while (events.nextNanos() < Long.MAX_VALUE) {
      events.step();
    }
  }

  private static Envelope to(int receiver, Message message) {
    return new Envelope(Peer.receiver(receiver), new Epochs(0, 0), message);
  }

  private static Message data(int bytes) {
    return new Message.Data(Frame.of(List.of(Entry.of(1, new byte[bytes - 24]))), false, 0);
  }

  private Network network(long nicBits, long pairBits, long queueBytes) {
    return network(options(nicBits, pairBits, queueBytes));
  }

  private Network network(NetworkOptions options) {
    return new Network(
        events,
        new Random(1),
        options,
        2,
        2,
        (from, to, in) -> arrivals.add(new Arrival(from, to, events.nowNanos())));
  }

  private static NetworkOptions options(long nicBits, long pairBits, long queueBytes) {
    return new NetworkOptions(
        new NetworkOptions.Rates(nicBits, pairBits, queueBytes),
        new NetworkOptions.Delays(MILLIS, 5 * MILLIS, 0, false),
        NetworkOptions.Chances.FAIR,
        new NetworkOptions.Cpu(0, 0));
  }
}
