package io.picsou.sim.scenario;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import io.picsou.core.cluster.Thresholds;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that decides a history. Two runs of equal scenarios are the same, event by event.
 *
 * @param seed where what is random while it runs comes from
 * @param faults what goes wrong before {@code healAtNanos}
 * @param healAtNanos when the safety phase ends: from then on the network is fair and every replica
 *     that may come back is back
 */
public record Scenario(
    long seed,
    Profile profile,
    Setup setup,
    Workload workload,
    List<Fault> faults,
    long healAtNanos) {
  public Scenario {
    faults = List.copyOf(faults);
  }

  /** The cluster on one side. */
  public Cluster cluster(Side side) {
    return cluster(setup.link(), side);
  }

  /** The configurations of the link, one after the other. */
  public List<Link> links() {
    List<Link> links = new ArrayList<>(List.of(setup.link()));
    for (Fault fault : faults) {
      if (fault instanceof Fault.Reconfiguration change) {
        links.add(change.next());
      }
    }
    return links;
  }

  /** The configurations of the cluster on one side, one after the other. */
  public List<Cluster> clusters(Side side) {
    return links().stream().map(link -> cluster(link, side)).toList();
  }

  /** How many replicas a side ever has; some may join or leave on the way. */
  public int size(Side side) {
    return clusters(side).stream().mapToInt(Cluster::size).max().orElseThrow();
  }

  private static Cluster cluster(Link link, Side side) {
    return side == Side.SENDING ? link.sending() : link.receiving();
  }

  /** Whether a replica neither lies nor fails for good. */
  public boolean correct(Peer peer) {
    return faults.stream().noneMatch(f -> f.permanent() && f.victims().contains(peer));
  }

  /** Whether in every configuration either side's permanent faults are within u, its lies in r. */
  public boolean withinThresholds() {
    return Stream.of(Side.values()).allMatch(this::withinThresholds);
  }

  private boolean withinThresholds(Side side) {
    Allowance failing = new Allowance(clusters(side), Thresholds::u);
    Allowance lying = new Allowance(clusters(side), Thresholds::r);
    for (int i = 0; i < size(side); i++) {
      Peer peer = new Peer(side, i);
      if (!correct(peer)) {
        failing.take(i);
      }
      if (lies(peer)) {
        lying.take(i);
      }
    }
    return failing.kept() && lying.kept();
  }

  /** The same with other faults. */
  public Scenario with(List<Fault> other) {
    return new Scenario(seed, profile, setup, workload, other, healAtNanos);
  }

  /** The same with another system. */
  public Scenario with(Setup other) {
    return new Scenario(seed, profile, other, workload, faults, healAtNanos);
  }

  /** The same with another workload. */
  public Scenario with(Workload other) {
    return new Scenario(seed, profile, setup, other, faults, healAtNanos);
  }

  /** Every option, one a line. */
  public String describe() {
    return "seed "
        + seed
        + ", "
        + setup.strategy()
        + ", "
        + profile
        + (setup.proofs() ? ", with commit proofs" : "")
        + ", heals at "
        + healAtNanos
        + "\n  sending   "
        + describe(cluster(Side.SENDING))
        + "\n  receiving "
        + describe(cluster(Side.RECEIVING))
        + "\n  "
        + setup.options()
        + "\n  "
        + setup.network()
        + "\n  "
        + setup.habits()
        + "\n  "
        + workload
        + faults.stream().map(fault -> "\n  " + fault).collect(Collectors.joining());
  }

  private boolean lies(Peer peer) {
    return faults.stream().anyMatch(f -> f.lie() && f.victims().contains(peer));
  }

  private static String describe(Cluster cluster) {
    return cluster.size()
        + " replicas, stakes "
        + cluster.replicas().stream().map(r -> "" + r.stake()).collect(Collectors.joining(" "))
        + ", u="
        + cluster.thresholds().u()
        + ", r="
        + cluster.thresholds().r();
  }
}
