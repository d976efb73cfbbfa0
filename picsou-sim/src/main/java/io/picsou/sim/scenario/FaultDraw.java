package io.picsou.sim.scenario;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import io.picsou.core.cluster.Thresholds;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.Side;
import io.picsou.sim.liar.Kind;
import io.picsou.sim.liar.ReceiverLie;
import io.picsou.sim.liar.SenderLie;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Draws what goes wrong: permanent faults up to u, lies up to r, anything that passes freely. */
final class FaultDraw {
  private final Dice dice;
  private final long healAtNanos;
  private final boolean proofs;
  private final List<Fault> faults = new ArrayList<>();

  /**
   * @param proofs whether receivers can tell entries that nobody committed
   */
  FaultDraw(Dice dice, long healAtNanos, boolean proofs) {
    this.dice = dice;
    this.proofs = proofs;
    this.healAtNanos = healAtNanos;
  }

  List<Fault> faults() {
    return faults;
  }

  /** Receivers that lie in their acknowledgments, as many as r allows. */
  void ackLiars(Cluster receivers) {
    long left = receivers.thresholds().r();
    for (int replica : dice.shuffled(receivers.size())) {
      if (receivers.stake(replica) <= left) {
        left -= receivers.stake(replica);
        faults.add(new Fault.LyingReceiver(Peer.receiver(replica), lie(Kind.ACKS)));
      }
    }
  }

  /**
   * Replicas that are gone for good or lie, as many as u and r of every configuration allow, or
   * somewhat fewer.
   *
   * @param configurations of the cluster on that side, one after the other
   */
  void permanent(Side side, List<Cluster> configurations, boolean fromTheStart) {
    Allowance failing = new Allowance(configurations, Thresholds::u);
    Allowance lying = new Allowance(configurations, Thresholds::r);
    int size = configurations.stream().mapToInt(Cluster::size).max().orElseThrow();
    for (int replica : dice.shuffled(size)) {
      if (!failing.allows(replica) || dice.chance(0.1)) {
        continue;
      }
      failing.take(replica);
      Peer peer = new Peer(side, replica);
      if (lying.allows(replica) && dice.chance(0.8)) {
        lying.take(replica);
        faults.add(lie(peer));
      } else {
        faults.add(gone(peer, fromTheStart, configurations.size() > 1));
      }
    }
  }

  /** Crashes of replicas that come back, one by one or all at once. */
  void restarts(Side side, Cluster cluster) {
    long together = time();
    boolean atOnce = dice.chance(0.3);
    for (int i = dice.between(1, 2 * cluster.size()); i > 0; i--) {
      Peer peer = any(side, cluster);
      long at = atOnce ? together : time();
      long back = Math.min(healAtNanos, at + dice.between(Dice.MILLIS, 400 * Dice.MILLIS));
      faults.add(new Fault.Crash(peer, at, back, dice.chance(0.7)));
    }
  }

  /** Pauses, clocks that jump, slow processors. */
  void hiccups(Side side, Cluster cluster) {
    for (int i = dice.between(0, cluster.size()); i > 0; i--) {
      Peer peer = any(side, cluster);
      long length = dice.between(Dice.MILLIS, 300 * Dice.MILLIS);
      switch (dice.between(0, 2)) {
        case 0 -> faults.add(new Fault.Pause(peer, time(), length));
        case 1 -> faults.add(new Fault.ClockJump(peer, time(), 10 * length));
        default -> faults.add(new Fault.SlowNode(peer, time(), dice.between(2, 50)));
      }
    }
  }

  /** Replicas, alone or together, that are cut off for a while. */
  void partitions(Cluster senders, Cluster receivers) {
    for (int i = dice.between(0, 4); i > 0; i--) {
      List<Peer> island = new ArrayList<>();
      for (Peer peer : all(senders, receivers)) {
        if (dice.chance(0.3)) {
          island.add(peer);
        }
      }
      long at = time();
      long until = Math.min(healAtNanos, at + dice.between(Dice.MILLIS, 500 * Dice.MILLIS));
      int ways = dice.between(0, 2);
      faults.add(new Fault.Partition(island, at, until, ways != 1, ways != 2));
    }
  }

  /**
   * Changes of both clusters, one after the other; replicas learn of them one by one.
   *
   * @param least how many replicas a cluster keeps at least
   * @return all configurations, the first included
   */
  List<Link> reconfigurations(Link link, int least) {
    List<Link> links = new ArrayList<>(List.of(link));
    ClusterDraw clusters = new ClusterDraw(dice);
    Link last = link;
    int changes = dice.between(1, 3);
    for (int i = 0; i < changes; i++) {
      long slot = healAtNanos / changes;
      long at = i * slot + dice.between(0, slot / 2);
      Cluster sending = clusters.successor(last.sending(), least);
      last = new Link(link.id(), sending, clusters.successor(last.receiving(), least));
      links.add(last);
      faults.add(new Fault.Reconfiguration(at, dice.between(0, slot / 2 - 1), last));
    }
    return links;
  }

  private Fault gone(Peer peer, boolean fromTheStart, boolean changes) {
    if (dice.chance(0.2)) {
      return new Fault.StaleConfig(peer, changes ? dice.one(-1L, 0L, 1L) : dice.one(-1L, 1L));
    }
    long at = fromTheStart ? 0 : time();
    return new Fault.Crash(peer, at, Fault.NEVER, true);
  }

  private Fault lie(Peer peer) {
    if (peer.side() == Side.RECEIVING) {
      Kind kind = dice.one(usable());
      return new Fault.LyingReceiver(peer, lie(kind));
    }
    List<SenderLie> lies =
        Arrays.stream(SenderLie.values()).filter(lie -> usable().contains(lie.kind())).toList();
    return new Fault.LyingSender(peer, dice.one(lies));
  }

  private ReceiverLie lie(Kind kind) {
    return dice.one(Arrays.stream(ReceiverLie.values()).filter(l -> l.kind() == kind).toList());
  }

  private List<Kind> usable() {
    return Stream.of(Kind.values()).filter(kind -> proofs || kind != Kind.FORGERIES).toList();
  }

  private static List<Peer> all(Cluster senders, Cluster receivers) {
    List<Peer> all = new ArrayList<>();
    senders.replicas().forEach(replica -> all.add(Peer.sender(replica.id())));
    receivers.replicas().forEach(replica -> all.add(Peer.receiver(replica.id())));
    return all;
  }

  private Peer any(Side side, Cluster cluster) {
    return new Peer(side, dice.between(0, cluster.size() - 1));
  }

  private long time() {
    return dice.between(0, healAtNanos - 1);
  }
}
