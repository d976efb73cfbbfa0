package io.picsou.sim.check;

import io.picsou.core.protocol.Side;
import io.picsou.sim.node.Observers;
import java.util.ArrayList;
import java.util.List;

/** All checkers of one history. */
public final class Checkers {
  private final List<Checker> checkers;
  private final LivenessChecker liveness;
  private final MemoryChecker memory;

  /**
   * The checkers for what a history's protocol promises.
   *
   * @param observers takes them
   */
  public Checkers(History history, Observers observers) {
    Arrivals arrivals = new Arrivals(history.scenario().size(Side.RECEIVING));
    liveness = new LivenessChecker(history);
    memory = new MemoryChecker(history);
    checkers = new ArrayList<>();
    checkers.add(new IntegrityChecker(history));
    checkers.addAll(ofStrategy(history, arrivals));
    checkers.add(new ResendChecker(history));
    checkers.add(new CostChecker(history));
    checkers.add(new EvidenceChecker(history));
    checkers.add(new EpochChecker(history));
    checkers.add(memory);
    checkers.add(liveness);
    observers.add(arrivals);
    checkers.forEach(observers::add);
  }

  /** What only some strategies promise. */
  private static List<Checker> ofStrategy(History history, Arrivals arrivals) {
    Checker order = new OrderChecker(history);
    Checker quack = new QuackChecker(history, arrivals);
    Checker ack = new AckChecker(history, arrivals);
    return switch (history.strategy()) {
      case OST -> List.of(new OneShotChecker(history), new LoadChecker(history));
      case ATA, LL -> List.of(order, quack, ack);
      case OTU -> List.of(order, quack, ack, new RoundsChecker(history));
      case PICSOU ->
          List.of(order, quack, ack, new RepairChecker(history), new LoadChecker(history));
    };
  }

  /** Whether everything is delivered that was promised. */
  public boolean complete() {
    return liveness.complete();
  }

  /** How long a history may go on, in virtual time, once its faults are over. */
  public long limitNanos() {
    return liveness.limitNanos();
  }

  /** Checks what can only be said of a whole history. */
  public void finish() {
    liveness.finish();
    checkers.forEach(Checker::finish);
  }

  /** The most that a replica was seen to hold. */
  public long mostBytes() {
    return memory.mostBytes();
  }
}
