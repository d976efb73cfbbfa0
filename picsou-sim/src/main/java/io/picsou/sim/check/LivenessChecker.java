package io.picsou.sim.check;

import io.picsou.core.cluster.Link;
import io.picsou.core.entry.EntryCodec;
import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.schedule.Schedule;
import io.picsou.sim.node.Node;
import io.picsou.sim.node.ReceiverNode;
import io.picsou.sim.node.SenderNode;
import io.picsou.sim.scenario.Scenario;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Invariant 3: once faults stop and the network is fair, every correct receiver delivers everything
 * durably and every correct sender learns of it.
 */
public final class LivenessChecker extends Checker {
  /** How much longer a history goes on where nothing is promised to arrive. */
  private static final long GRACE_NANOS = 1_000_000_000;

  private final List<Node<?>> waitingFor;
  private int next;

  /**
   * What a history may take besides repairs: some rounds of help for receivers that are stuck
   * (docs/protocol.md, section 7), which take three seconds each, and of half a second for peers.
   */
  private static final long BASE_NANOS = 120_000_000_000L;

  /** Whatever was drawn, no history is followed for longer. */
  private static final long MAX_NANOS = 900_000_000_000L;

  LivenessChecker(History history) {
    super(history);
    this.waitingFor = history.nodes().filter(Node::correct).toList();
  }

  /**
   * Whether everything is delivered that was promised; asked only when no replica will crash any
   * more.
   */
  public boolean complete() {
    if (!history.promisesDelivery()) {
      return history.events().nowNanos() >= history.scenario().healAtNanos() + limitNanos();
    }
    while (next < waitingFor.size() && done(waitingFor.get(next))) {
      next++;
    }
    return next == waitingFor.size();
  }

  /**
   * After this much fair virtual time everything must have been delivered. At most φ entries and
   * one window of bytes are repaired at a time, and every attempt waits for at most the longest
   * window; dead replicas and liars make as many fail as {@link Schedule#attemptBound} says.
   */
  public long limitNanos() {
    if (!history.promisesDelivery()) {
      return GRACE_NANOS;
    }
    Scenario scenario = history.scenario();
    LinkOptions options = history.options();
    long entries = history.log().end();
    long bytes = entries * (EntryCodec.OVERHEAD_BYTES + scenario.workload().maxBytes());
    long rounds = 1 + entries / Math.max(1, options.phi()) + bytes / options.sendWindowBytes();
    List<Link> links = scenario.links();
    long attempts = new Schedule(links.get(links.size() - 1)).attemptBound();
    long repairs = rounds * attempts * options.maxReorderWindow().toNanos();
    return Math.min(MAX_NANOS, BASE_NANOS + repairs);
  }

  @Override
  public void finish() {
    long seconds = (history.events().nowNanos() - history.scenario().healAtNanos()) / 1_000_000_000;
    require(
        complete(),
        "after %d s of fair network not everybody has all %d entries:%s",
        seconds,
        history.log().end(),
        waitingFor.stream().map(LivenessChecker::describe).collect(Collectors.joining(",")));
  }

  private static String describe(Node<?> node) {
    return " " + node.peer() + (node.up() ? " at " + progress(node) : " down");
  }

  private boolean done(Node<?> node) {
    return !node.member() || (node.up() && progress(node) >= history.log().end());
  }

  private static long progress(Node<?> node) {
    return node instanceof ReceiverNode receiver
        ? receiver.durable()
        : ((SenderNode) node).protocol().quacked();
  }
}
