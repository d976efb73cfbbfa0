package io.picsou.sim;

import io.picsou.core.entry.CorruptEntryException;
import io.picsou.core.entry.Frame;
import io.picsou.core.proof.ProofFilter;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Evidence;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.Side;
import io.picsou.sim.check.Checkers;
import io.picsou.sim.check.History;
import io.picsou.sim.check.Violation;
import io.picsou.sim.event.EventQueue;
import io.picsou.sim.net.Network;
import io.picsou.sim.node.CommittedLog;
import io.picsou.sim.node.Node;
import io.picsou.sim.node.Observers;
import io.picsou.sim.node.SenderNode;
import io.picsou.sim.node.World;
import io.picsou.sim.scenario.Scenario;
import io.picsou.sim.scenario.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One history in virtual time: replicas that run the real protocol classes over the network model,
 * first with faults, then without, and every checker watching. Single-threaded and deterministic:
 * the scenario decides everything.
 */
public final class Simulation {
  /** A history with more events is taken for one that never ends. */
  static final long MAX_EVENTS = 10_000_000;

  /** How much longer a history goes on when everything is delivered, to see it fall silent. */
  static final long AFTERWARDS_NANOS = 300_000_000;

  private final Scenario scenario;
  private final EventQueue events = new EventQueue();
  private final Recorder recorder = new Recorder(events);
  private final CommittedLog log;
  private final History history;
  private final Checkers checkers;
  private final Network network;
  private final Observers observers = new Observers();

  /** Stands in front of every receiver, as it does in the transport; null without proofs. */
  private final ProofFilter proofs;

  private Simulation(Scenario scenario) {
    this.scenario = scenario;
    Proofs signing = scenario.setup().proofs() ? new Proofs(scenario.cluster(Side.SENDING)) : null;
    this.proofs = signing == null ? null : signing.filter();
    Workload workload = scenario.workload();
    this.log =
        new CommittedLog(
            scenario.seed(),
            workload.entries(),
            workload.minBytes(),
            workload.maxBytes(),
            signing == null ? null : signing.prover());
    this.history = new History(scenario, events, log, new ArrayList<>(), new ArrayList<>());
    this.network =
        new Network(
            events,
            new Random(scenario.seed()),
            scenario.setup().network(),
            scenario.size(Side.SENDING),
            scenario.size(Side.RECEIVING),
            this::arrived);
    observers.add(recorder);
    populate(new World(events, log, network::send, observers, scenario.setup().habits()));
    this.checkers = new Checkers(history, observers);
  }

  /** Runs a history to its end, or to the first violation. */
  public static Outcome run(Scenario scenario) {
    return new Simulation(scenario).run();
  }

  private Outcome run() {
    Outcome.Failure failure = null;
    try {
      plan();
      play();
    } catch (Violation violation) {
      failure = failure(violation.checker(), violation.getMessage());
    } catch (RuntimeException thrown) {
      failure = failure("Exception", thrown + " at " + place(thrown));
    }
    return new Outcome(scenario, failure, recorder.hash(), totals());
  }

  private void plan() {
    history.nodes().forEach(node -> events.at(0, node::start));
    for (Workload.Burst burst : scenario.workload().bursts()) {
      events.at(burst.atNanos(), () -> commit(burst.entries()));
    }
    new FaultInjector(history, network).plan();
  }

  private void play() {
    long end = scenario.healAtNanos() + checkers.limitNanos();
    boolean complete = false;
    while (events.nextNanos() <= end) {
      if (events.executed() >= MAX_EVENTS) {
        throw new Violation("Liveness", "no end after " + MAX_EVENTS + " events");
      }
      events.step();
      if (!complete && events.nowNanos() >= scenario.healAtNanos() && checkers.complete()) {
        complete = true;
        end = events.nowNanos() + AFTERWARDS_NANOS;
      }
    }
    events.advanceTo(end);
    checkers.finish();
  }

  private void commit(int entries) {
    log.commit(entries);
    history.senders().forEach(SenderNode::committed);
  }

  private void populate(World world) {
    Fleet fleet = new Fleet(scenario);
    for (Side side : Side.values()) {
      for (int id = 0; id < scenario.size(side); id++) {
        Peer peer = new Peer(side, id);
        long seed = scenario.seed() * 1_000_003 + 2L * id + side.ordinal();
        if (side == Side.SENDING) {
          history.senders().add(fleet.sender(world, peer, seed));
        } else {
          history.receivers().add(fleet.receiver(world, peer, seed));
        }
      }
    }
  }

  private void arrived(Peer from, Peer to, Envelope in) {
    Node<?> origin = node(from);
    if (!origin.correct() && !intact(in.message())) {
      return;
    }
    if (proofs == null) {
      node(to).receive(in);
    } else {
      receiveProven(node(to), in);
    }
  }

  private void receiveProven(Node<?> at, Envelope in) {
    ProofFilter.Result result = proofs.filter(in.message());
    for (ProofFilter.Breach breach : result.breaches()) {
      observers.accused(at, new Evidence(in.peer(), breach.rule(), breach.sequence()));
    }
    for (Message sound : result.messages()) {
      at.receive(new Envelope(in.peer(), in.epochs(), sound));
    }
  }

  /** What the transport verifies of a message; of correct replicas' messages it finds nothing. */
  private static boolean intact(Message message) {
    Frame frame = null;
    if (message instanceof Message.Data data) {
      frame = data.frame();
    } else if (message instanceof Message.Forward forward) {
      frame = forward.frame();
    }
    try {
      return frame == null || Frame.verified(frame.bytes()).last() == frame.last();
    } catch (CorruptEntryException e) {
      return false;
    }
  }

  private Node<?> node(Peer peer) {
    List<? extends Node<?>> nodes =
        peer.side() == Side.SENDING ? history.senders() : history.receivers();
    return nodes.get(peer.replica());
  }

  private Outcome.Failure failure(String checker, String message) {
    return new Outcome.Failure(checker, message, events.nowNanos());
  }

  private Outcome.Totals totals() {
    return new Outcome.Totals(
        events.executed(),
        events.nowNanos(),
        log.committed(),
        recorder.copies(),
        recorder.resends(),
        recorder.localCopies(),
        recorder.ackBytes(),
        network.counters().messages(),
        checkers.mostBytes());
  }

  private static String place(RuntimeException thrown) {
    StackTraceElement[] stack = thrown.getStackTrace();
    for (StackTraceElement frame : stack) {
      if (frame.getClassName().startsWith("io.picsou.")) {
        return frame.toString();
      }
    }
    return stack.length == 0 ? "an unknown place" : stack[0].toString();
  }
}
