package io.picsou.sim.check;

import io.picsou.core.protocol.LinkOptions;
import io.picsou.sim.event.EventQueue;
import io.picsou.sim.node.CommittedLog;
import io.picsou.sim.node.Node;
import io.picsou.sim.node.ReceiverNode;
import io.picsou.sim.node.SenderNode;
import io.picsou.sim.scenario.Profile;
import io.picsou.sim.scenario.Scenario;
import java.util.List;
import java.util.stream.Stream;

/** A history while it goes on, for checkers to look at. The lists are filled before it starts. */
public record History(
    Scenario scenario,
    EventQueue events,
    CommittedLog log,
    List<SenderNode> senders,
    List<ReceiverNode> receivers) {
  boolean fromMemory() {
    return options().acks() == LinkOptions.Acks.MEMORY;
  }

  LinkOptions options() {
    return scenario.setup().options();
  }

  boolean is(Profile... profiles) {
    return Stream.of(profiles).anyMatch(profile -> profile == scenario.profile());
  }

  /** All replicas. */
  public Stream<Node<?>> nodes() {
    return Stream.concat(senders.stream(), receivers.stream());
  }
}
