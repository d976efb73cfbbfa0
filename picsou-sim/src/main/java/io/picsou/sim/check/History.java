package io.picsou.sim.check;

import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.protocol.Peer;
import io.picsou.core.strategy.Strategy;
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

  Strategy strategy() {
    return scenario.setup().strategy();
  }

  /**
   * Whether the strategy promises that everything arrives: one-shot never does, and
   * leader-to-leader only while neither leader is faulty (docs/protocol.md, section 11).
   */
  boolean promisesDelivery() {
    boolean leaders = scenario.correct(Peer.sender(0)) && scenario.correct(Peer.receiver(0));
    return strategy() != Strategy.OST && (strategy() != Strategy.LL || leaders);
  }

  boolean is(Profile... profiles) {
    return Stream.of(profiles).anyMatch(profile -> profile == scenario.profile());
  }

  /** All replicas. */
  public Stream<Node<?>> nodes() {
    return Stream.concat(senders.stream(), receivers.stream());
  }
}
