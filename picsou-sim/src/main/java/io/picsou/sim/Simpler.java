package io.picsou.sim;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import io.picsou.core.cluster.Replica;
import io.picsou.core.cluster.Thresholds;
import io.picsou.core.protocol.Side;
import io.picsou.sim.net.NetworkOptions;
import io.picsou.sim.scenario.Fault;
import io.picsou.sim.scenario.Scenario;
import io.picsou.sim.scenario.Setup;
import io.picsou.sim.scenario.Workload;
import java.util.List;
import java.util.function.Function;

/** Steps that make a scenario simpler; each returns an equal one when it has nothing left to do. */
final class Simpler {
  static final List<Function<Scenario, Scenario>> STEPS =
      List.of(
          Simpler::fewerBursts,
          Simpler::halfTheEntries,
          scenario -> fewerReplicas(scenario, Side.SENDING),
          scenario -> fewerReplicas(scenario, Side.RECEIVING),
          scenario -> with(scenario, network -> network.with(NetworkOptions.Chances.FAIR)),
          Simpler::unlimited,
          Simpler::steady);

  private Simpler() {}

  private static Scenario fewerBursts(Scenario scenario) {
    List<Workload.Burst> bursts = scenario.workload().bursts();
    return bursts.size() < 2 ? scenario : with(scenario, bursts.subList(0, bursts.size() - 1));
  }

  private static Scenario halfTheEntries(Scenario scenario) {
    return with(
        scenario,
        scenario.workload().bursts().stream()
            .map(burst -> new Workload.Burst(burst.atNanos(), (burst.entries() + 1) / 2))
            .toList());
  }

  private static Scenario with(Scenario scenario, List<Workload.Burst> bursts) {
    Workload workload = scenario.workload();
    return scenario.with(new Workload(bursts, workload.minBytes(), workload.maxBytes()));
  }

  private static Scenario fewerReplicas(Scenario scenario, Side side) {
    Cluster cluster = scenario.cluster(side);
    int last = cluster.size() - 1;
    if (last == 0) {
      return scenario;
    }
    List<Replica> replicas = cluster.replicas().subList(0, last);
    long total = replicas.stream().mapToLong(Replica::stake).sum();
    boolean liars = cluster.thresholds().r() > 0;
    Thresholds thresholds = liars ? Thresholds.byzantine(total) : Thresholds.crash(total);
    Cluster smaller = new Cluster(cluster.id(), cluster.epoch(), replicas, thresholds);
    Link link = scenario.setup().link();
    Link rest =
        side == Side.SENDING
            ? new Link(link.id(), smaller, link.receiving())
            : new Link(link.id(), link.sending(), smaller);
    Setup setup = scenario.setup();
    List<Fault> faults =
        scenario.faults().stream()
            .filter(
                fault ->
                    fault.victims().stream()
                        .noneMatch(peer -> peer.side() == side && peer.replica() == last))
            .toList();
    return scenario.with(faults).with(setup.with(rest));
  }

  private static Scenario unlimited(Scenario scenario) {
    return with(
        scenario,
        network ->
            new NetworkOptions(
                new NetworkOptions.Rates(
                    NetworkOptions.UNLIMITED,
                    NetworkOptions.UNLIMITED,
                    network.rates().queueBytes()),
                network.delays(),
                network.chances(),
                new NetworkOptions.Cpu(0, 0)));
  }

  private static Scenario steady(Scenario scenario) {
    return with(
        scenario,
        network -> {
          NetworkOptions.Delays delays = network.delays();
          return new NetworkOptions(
              network.rates(),
              new NetworkOptions.Delays(delays.localNanos(), delays.crossNanos(), 0, false),
              network.chances(),
              network.cpu());
        });
  }

  private static Scenario with(Scenario scenario, Function<NetworkOptions, NetworkOptions> change) {
    Setup setup = scenario.setup();
    return scenario.with(setup.with(change.apply(setup.network())));
  }
}
