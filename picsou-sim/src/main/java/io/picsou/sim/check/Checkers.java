package io.picsou.sim.check;

import io.picsou.core.protocol.Side;
import io.picsou.sim.node.Observers;
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
    Arrivals arrivals = new Arrivals(history.scenario().cluster(Side.RECEIVING).size());
    liveness = new LivenessChecker(history);
    memory = new MemoryChecker(history);
    checkers =
        List.of(
            new IntegrityChecker(history),
            new OrderChecker(history),
            new QuackChecker(history, arrivals),
            new AckChecker(history, arrivals),
            new EvidenceChecker(history),
            new EpochChecker(history),
            new RepairChecker(history),
            new ResendChecker(history),
            new CostChecker(history),
            new LoadChecker(history),
            memory,
            liveness);
    observers.add(arrivals);
    checkers.forEach(observers::add);
  }

  /** Whether everything is delivered. */
  public boolean complete() {
    return liveness.complete();
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
