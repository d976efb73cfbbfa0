package io.picsou.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.protocol.Side;
import io.picsou.core.strategy.Strategy;
import io.picsou.sim.scenario.Fault;
import io.picsou.sim.scenario.Profile;
import io.picsou.sim.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
  private static final Outcome.Totals NOTHING = new Outcome.Totals(0, 0, 0, 0, 0, 0, 0, 0, 0);
  private final Scenario storm =
      new Campaign(List.of(Strategy.PICSOU), List.of(Profile.STORM)).scenario(9);

  @Test
  void keepsTheOneFaultThatMattersAndLittleElse() {
    Fault culprit = storm.faults().get(storm.faults().size() / 2);

    Outcome smallest =
        Shrinker.shrink(
            failed(storm), tried -> tried.faults().contains(culprit) ? failed(tried) : fine(tried));

    assertThat(smallest.scenario().faults()).containsExactly(culprit);
    assertThat(smallest.scenario().workload().entries()).isEqualTo(1);
    assertThat(smallest.scenario().setup().network().chances().loss()).isZero();
    assertThat(smallest.scenario().cluster(Side.SENDING).size())
        .isLessThanOrEqualTo(storm.cluster(Side.SENDING).size());
  }

  @Test
  void keepsWhatItCannotDoWithout() {
    Outcome smallest =
        Shrinker.shrink(
            failed(storm),
            tried ->
                tried.workload().entries() >= 100 && tried.cluster(Side.RECEIVING).size() >= 2
                    ? failed(tried)
                    : fine(tried));

    assertThat(smallest.scenario().workload().entries()).isBetween(100, 200);
    assertThat(smallest.scenario().cluster(Side.RECEIVING).size()).isEqualTo(2);
    assertThat(smallest.scenario().cluster(Side.SENDING).size()).isEqualTo(1);
    assertThat(smallest.scenario().faults()).isEmpty();
  }

  private static Outcome failed(Scenario scenario) {
    return new Outcome(scenario, new Outcome.Failure("Order", "wrong", 1), "", NOTHING);
  }

  private static Outcome fine(Scenario scenario) {
    return new Outcome(scenario, null, "", NOTHING);
  }
}
