package io.picsou.sim;

import io.picsou.core.protocol.Peer;
import io.picsou.sim.check.History;
import io.picsou.sim.event.EventQueue;
import io.picsou.sim.net.Network;
import io.picsou.sim.node.Node;
import io.picsou.sim.scenario.Fault;
import java.util.List;
import java.util.Random;

/** Makes faults happen at their times, and ends them all when the liveness phase begins. */
final class FaultInjector {
  private final History history;
  private final Network network;
  private final EventQueue events;

  FaultInjector(History history, Network network) {
    this.history = history;
    this.network = network;
    this.events = history.events();
  }

  void plan() {
    for (Fault fault : history.scenario().faults()) {
      plan(fault);
    }
    events.at(history.scenario().healAtNanos(), this::heal);
  }

  private void plan(Fault fault) {
    if (fault instanceof Fault.Crash crash) {
      plan(crash, node(crash.peer()));
    } else if (fault instanceof Fault.Pause pause) {
      events.at(pause.atNanos(), () -> node(pause.peer()).pause(pause.forNanos()));
    } else if (fault instanceof Fault.ClockJump jump) {
      events.at(jump.atNanos(), () -> node(jump.peer()).jumpClock(jump.byNanos()));
    } else if (fault instanceof Fault.SlowNode slow) {
      events.at(slow.atNanos(), () -> network.slow(slow.peer(), slow.factor()));
    } else if (fault instanceof Fault.Partition partition) {
      events.at(partition.atNanos(), () -> cut(partition, true));
      events.at(partition.untilNanos(), () -> cut(partition, false));
    } else if (fault instanceof Fault.Reconfiguration change) {
      Random random = new Random(history.scenario().seed() ^ change.atNanos());
      history.nodes().filter(this::learns).forEach(node -> plan(change, node, random));
    }
  }

  private void plan(Fault.Crash crash, Node<?> node) {
    if (crash.permanent()) {
      events.at(crash.atNanos(), node::die);
    } else {
      events.at(crash.atNanos(), () -> node.crash(crash.losesUnsynced()));
      events.at(crash.backAtNanos(), node::start);
    }
  }

  private void plan(Fault.Reconfiguration change, Node<?> node, Random random) {
    long at = change.atNanos() + random.nextLong(change.spreadNanos() + 1);
    events.at(at, () -> node.reconfigure(change.next()));
  }

  /** Whether a replica is told when the clusters change. */
  private boolean learns(Node<?> node) {
    return history.scenario().faults().stream()
        .noneMatch(
            fault -> fault instanceof Fault.StaleConfig && fault.victims().contains(node.peer()));
  }

  private void cut(Fault.Partition partition, boolean blocked) {
    List<Peer> everyone = history.nodes().<Peer>map(Node::peer).toList();
    for (Peer inside : partition.victims()) {
      for (Peer outside : everyone) {
        if (partition.victims().contains(outside)) {
          continue;
        }
        if (partition.inward()) {
          network.block(outside, inside, blocked);
        }
        if (partition.outward()) {
          network.block(inside, outside, blocked);
        }
      }
    }
  }

  private void heal() {
    network.heal();
    history.nodes().forEach(Node::resume);
    history.nodes().forEach(node -> network.slow(node.peer(), 1));
  }

  private Node<?> node(Peer peer) {
    return switch (peer.side()) {
      case SENDING -> history.senders().get(peer.replica());
      case RECEIVING -> history.receivers().get(peer.replica());
    };
  }
}
