package io.picsou.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.protocol.Peer;
import io.picsou.core.strategy.Strategy;
import io.picsou.sim.liar.SenderLie;
import io.picsou.sim.scenario.Fault;
import io.picsou.sim.scenario.Profile;
import io.picsou.sim.scenario.Scenario;
import io.picsou.sim.scenario.ScenarioDraw;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Histories that must be clean: a fixed range, a fresh one, and all that ever failed. */
class SimulationTest {
  private static final Campaign EVERYTHING = Campaign.everything();

  @Test
  void aFixedRangeOfSeedsIsClean() throws InterruptedException {
    assertClean(1, 150);
  }

  /** Another range in each run; what fails here goes into failed-seeds.txt. */
  @Test
  void aFreshRangeOfSeedsIsClean() throws InterruptedException {
    long first = Math.floorMod(System.nanoTime(), 1_000_000_000L);
    System.out.println("fresh seeds from " + first);

    assertClean(first, 100);
  }

  @Test
  void seedsThatOnceFailedAreClean() throws IOException {
    for (String line : failedSeeds()) {
      String[] words = line.split(" +", 3);
      assertThat(words[0])
          .as("seeds of an older draw stand for nothing any more: find another, or drop it")
          .isEqualTo(Integer.toString(ScenarioDraw.VERSION));
      long seed = Long.parseLong(words[1]);
      Outcome outcome = Simulation.run(EVERYTHING.scenario(seed));

      assertThat(outcome.violation()).as(outcome.scenario()::describe).isNull();
    }
  }

  @Test
  void aSeedReplaysBitForBit() {
    for (long seed = 1; seed <= 20; seed++) {
      Outcome first = Simulation.run(EVERYTHING.scenario(seed));
      Outcome second = Simulation.run(EVERYTHING.scenario(seed));

      assertThat(second.trace()).isEqualTo(first.trace());
      assertThat(second.totals()).isEqualTo(first.totals());
    }
  }

  @Test
  void differentSeedsAreDifferentHistories() {
    List<String> traces =
        java.util.stream.LongStream.rangeClosed(1, 20)
            .mapToObj(seed -> Simulation.run(EVERYTHING.scenario(seed)).trace())
            .toList();

    assertThat(traces).doesNotHaveDuplicates();
  }

  /** Liars beyond r, or forgeries without proofs, are what the integrity checker is for. */
  @Test
  void anInventedEntryIsNoticed() {
    Campaign calm = new Campaign(List.of(Strategy.PICSOU), List.of(Profile.CALM));
    Scenario scenario = calm.scenario(3);
    Fault forger = new Fault.LyingSender(Peer.sender(0), SenderLie.WRONG_PAYLOAD);

    Outcome outcome = Simulation.run(scenario.with(List.of(forger)));

    assertThat(outcome.violation().checker()).isEqualTo("Integrity");
  }

  private static void assertClean(long first, long count) throws InterruptedException {
    int threads = Runtime.getRuntime().availableProcessors();
    Summary summary = EVERYTHING.run(first, count, threads, done -> {});

    assertThat(summary.count()).isEqualTo(count);
    assertThat(
            summary.failures().stream()
                .map(failed -> failed.violation() + "\n" + failed.scenario().describe()))
        .isEmpty();
  }

  private static List<String> failedSeeds() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                SimulationTest.class.getResourceAsStream("/failed-seeds.txt"),
                StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toList());
    }
  }
}
