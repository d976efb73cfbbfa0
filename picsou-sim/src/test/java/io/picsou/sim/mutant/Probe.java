package io.picsou.sim.mutant;

import io.picsou.core.strategy.Strategy;
import io.picsou.sim.Campaign;
import io.picsou.sim.Outcome;
import io.picsou.sim.Simulation;
import io.picsou.sim.scenario.Profile;
import java.util.List;

/** Runs inside the class loader of a mutant; speaks to the outside in the JDK's types only. */
public final class Probe {
  private Probe() {}

  /**
   * Runs seeds until one breaks an invariant.
   *
   * @return the checker that noticed, the seed and the message, or null if all were clean
   */
  public static String[] firstCatch(int first, int count) {
    Campaign campaign = new Campaign(List.of(Strategy.PICSOU), List.of(Profile.values()));
    for (long seed = first; seed < first + count; seed++) {
      Outcome outcome = Simulation.run(campaign.scenario(seed));
      if (!outcome.clean()) {
        Outcome.Failure failure = outcome.violation();
        return new String[] {failure.checker(), Long.toString(seed), failure.message()};
      }
    }
    return null;
  }
}
