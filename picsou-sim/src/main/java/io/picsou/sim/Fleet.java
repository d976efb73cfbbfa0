package io.picsou.sim;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.ReceiverProtocol;
import io.picsou.core.protocol.SenderProtocol;
import io.picsou.sim.liar.ReceiverLie;
import io.picsou.sim.liar.SenderLie;
import io.picsou.sim.node.ReceiverNode;
import io.picsou.sim.node.SenderNode;
import io.picsou.sim.node.World;
import io.picsou.sim.scenario.Fault;
import io.picsou.sim.scenario.Scenario;
import java.util.Random;

/** Makes replicas: with the protocol under test, disguised where they lie. */
final class Fleet {
  private final Scenario scenario;

  Fleet(Scenario scenario) {
    this.scenario = scenario;
  }

  SenderNode sender(World world, Peer peer, long seed) {
    Random random = new Random(~seed);
    return new SenderNode(
        world,
        peer,
        link(peer),
        scenario.correct(peer),
        seed,
        (link, after) -> sender(link, peer, after, random));
  }

  ReceiverNode receiver(World world, Peer peer, long seed) {
    Random random = new Random(~seed);
    return new ReceiverNode(
        world,
        peer,
        link(peer),
        scenario.correct(peer),
        seed,
        (link, durable) -> receiver(link, peer, durable, random));
  }

  private SenderProtocol sender(Link link, Peer peer, long after, Random random) {
    SenderProtocol protocol =
        scenario.setup().strategy().sender(link, peer.replica(), options(), after);
    for (Fault fault : scenario.faults()) {
      if (fault instanceof Fault.LyingSender liar && liar.peer().equals(peer)) {
        SenderLie lie = liar.lieOf();
        protocol = lie.disguise(protocol, random);
      }
    }
    return protocol;
  }

  private ReceiverProtocol receiver(Link link, Peer peer, long durable, Random random) {
    ReceiverProtocol protocol =
        scenario.setup().strategy().receiver(link, peer.replica(), options(), durable);
    for (Fault fault : scenario.faults()) {
      if (fault instanceof Fault.LyingReceiver liar && liar.peer().equals(peer)) {
        ReceiverLie lie = liar.lieOf();
        protocol = lie.disguise(protocol, options().phi(), random);
      }
    }
    return protocol;
  }

  /** The link as a replica's own configuration describes it. */
  private Link link(Peer peer) {
    Link link = scenario.setup().link();
    for (Fault fault : scenario.faults()) {
      if (fault instanceof Fault.StaleConfig stale && stale.peer().equals(peer)) {
        return new Link(link.id(), link.sending(), otherEpoch(link.receiving(), stale.epochOff()));
      }
    }
    return link;
  }

  private LinkOptions options() {
    return scenario.setup().options();
  }

  private static Cluster otherEpoch(Cluster cluster, long off) {
    long epoch = cluster.epoch() + off < 0 ? cluster.epoch() + 1 : cluster.epoch() + off;
    return new Cluster(cluster.id(), epoch, cluster.replicas(), cluster.thresholds());
  }
}
