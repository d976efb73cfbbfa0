package io.picsou.sim.figures;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.Side;
import io.picsou.sim.event.EventQueue;
import io.picsou.sim.figures.Channel.Batch;
import io.picsou.sim.net.Network;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the replicas of one experiment share. */
final class Plant {
  private final Experiment experiment;
  private final EventQueue events;
  private final Network network;
  private final Growth growth;
  private final List<Peer> peers;
  private final Station<?>[] stations;
  private long crossBytes;
  private long localBytes;
  private long ackBytes;

  Plant(Experiment experiment, EventQueue events, Network network, Growth growth) {
    this.experiment = experiment;
    this.events = events;
    this.network = network;
    this.growth = growth;
    int senders = experiment.link().sending().size();
    int receivers = receiving().size();
    this.peers =
        Stream.concat(
                IntStream.range(0, senders).mapToObj(Peer::sender),
                IntStream.range(0, receivers).mapToObj(Peer::receiver))
            .toList();
    this.stations = new Station<?>[peers.size()];
  }

  void install(Station<?> station) {
    stations[index(station.self())] = station;
  }

  Station<?> station(Peer peer) {
    return stations[index(peer)];
  }

  /** Everybody, the sending cluster first. */
  List<Peer> peers() {
    return peers;
  }

  int index(Peer peer) {
    return peer.side() == Side.SENDING
        ? peer.replica()
        : experiment.link().sending().size() + peer.replica();
  }

  EventQueue events() {
    return events;
  }

  Growth growth() {
    return growth;
  }

  Testbed testbed() {
    return experiment.testbed();
  }

  /** How much may wait at a replica beyond what each of its connections holds anyway. */
  long poolBytes() {
    return experiment.options().sendWindowBytes();
  }

  Cluster receiving() {
    return experiment.link().receiving();
  }

  /** The stake of slow receivers that nobody waits for. */
  long sparedStake() {
    return experiment.strategy().repairs() ? receiving().thresholds().u() : 0;
  }

  void transmit(Peer from, Batch batch) {
    Peer to = batch.by().to();
    count(from, to, batch.bytes());
    long work = testbed().costs().intakeNanos(batch.bytes(), batch.entries());
    Station<?> destination = station(to);
    network.carry(
        from,
        to,
        batch.bytes(),
        !batch.carriesEntries(),
        work,
        () -> destination.receive(from, batch));
  }

  private void count(Peer from, Peer to, int bytes) {
    if (from.side() == to.side()) {
      localBytes += bytes;
    } else if (from.side() == Side.SENDING) {
      crossBytes += bytes;
    } else {
      ackBytes += bytes;
    }
  }

  /** Tells the sender of a batch, after a while, that its receiver has taken it in. */
  void confirm(Batch batch, Peer by, long afterNanos) {
    Station<?> sender = batch.by().from();
    long travel =
        by.side() == sender.self().side()
            ? Testbed.LOCAL_NANOS
            : experiment.testbed().roundTripNanos() / 2;
    events.in(afterNanos + travel, () -> sender.confirmed(batch));
  }

  long crossBytes() {
    return crossBytes;
  }

  long localBytes() {
    return localBytes;
  }

  long ackBytes() {
    return ackBytes;
  }
}
