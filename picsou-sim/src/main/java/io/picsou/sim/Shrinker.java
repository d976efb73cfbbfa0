package io.picsou.sim;

import io.picsou.core.protocol.Side;
import io.picsou.sim.scenario.Fault;
import io.picsou.sim.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Makes a failing history smaller: fewer faults, entries, replicas, and a simpler network, as long
 * as the same checker still finds something. Deterministic; at most {@link #MAX_RUNS} histories and
 * about {@link #MAX_EVENTS} events in them.
 */
public final class Shrinker {
  static final int MAX_RUNS = 300;
  static final long MAX_EVENTS = 50_000_000;

  private final Function<Scenario, Outcome> simulator;
  private Outcome smallest;
  private int runs;
  private long events;

  private Shrinker(Outcome failing, Function<Scenario, Outcome> simulator) {
    this.smallest = failing;
    this.simulator = simulator;
  }

  /**
   * The smallest history found that fails as the given one does; maybe the given one.
   *
   * @param simulator runs histories as the failing one was run
   */
  public static Outcome shrink(Outcome failing, Function<Scenario, Outcome> simulator) {
    Shrinker shrinker = new Shrinker(failing, simulator);
    while (shrinker.round()) {
      // Whatever became smaller may allow more.
    }
    return shrinker.smallest;
  }

  private boolean round() {
    boolean smaller = fewerFaults();
    for (Function<Scenario, Scenario> step : Simpler.STEPS) {
      while (tryOut(step.apply(smallest.scenario()))) {
        smaller = true;
      }
    }
    return smaller && !exhausted();
  }

  /** Leaves out ever shorter parts of the list, as delta debugging does. */
  private boolean fewerFaults() {
    boolean fewer = false;
    for (int part = smallest.scenario().faults().size(); part > 0; part /= 2) {
      for (int from = 0; from < smallest.scenario().faults().size(); ) {
        List<Fault> rest = new ArrayList<>(smallest.scenario().faults());
        rest.subList(from, Math.min(rest.size(), from + part)).clear();
        if (tryOut(smallest.scenario().with(rest))) {
          fewer = true;
        } else {
          from += part;
        }
      }
    }
    return fewer;
  }

  private boolean exhausted() {
    return runs >= MAX_RUNS || events >= MAX_EVENTS;
  }

  private boolean tryOut(Scenario candidate) {
    if (candidate.equals(smallest.scenario())
        || !candidate.withinThresholds()
        || candidate.cluster(Side.SENDING).size() < 1
        || exhausted()) {
      return false;
    }
    runs++;
    Outcome outcome = simulator.apply(candidate);
    events += outcome.totals().events();
    if (outcome.clean() || !outcome.violation().checker().equals(smallest.violation().checker())) {
      return false;
    }
    smallest = outcome;
    return true;
  }
}
