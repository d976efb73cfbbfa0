package io.picsou.bench;

import io.picsou.sim.Campaign;
import io.picsou.sim.Outcome;
import io.picsou.sim.Summary;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What {@code picsou sim} says.
 *
 * @param seeds how many histories
 * @param from the first seed
 * @param violations how many of them broke an invariant
 * @param failures those, with all their options
 * @param trace the hash over the one history that was replayed, or null
 * @param scenario every option of the one history that was replayed, or null
 * @param faults how many faults of which kind were injected
 * @param histories how many histories of which strategy and kind of trouble
 */
record SimReport(
    long seeds,
    long from,
    long violations,
    List<Failure> failures,
    String trace,
    String scenario,
    double seconds,
    Outcome.Totals totals,
    Map<String, Long> faults,
    Map<String, Long> histories) {
  /**
   * One history that broke an invariant.
   *
   * @param scenario every option, of the smallest history found if it was made smaller
   * @param replay the command that runs it again
   */
  record Failure(
      long seed,
      String checker,
      String message,
      long atNanos,
      String trace,
      String scenario,
      String replay) {
    static Failure of(Campaign campaign, Outcome outcome) {
      long seed = outcome.scenario().seed();
      return new Failure(
          seed,
          outcome.violation().checker(),
          outcome.violation().message(),
          outcome.violation().atNanos(),
          outcome.trace(),
          outcome.scenario().describe(),
          replayOf(campaign, seed));
    }

    /** What a seed stands for depends on what is drawn from. */
    private static String replayOf(Campaign campaign, long seed) {
      Campaign everything = Campaign.everything();
      String command = "picsou sim --seed " + seed;
      if (!campaign.strategies().equals(everything.strategies())) {
        command += " --strategy " + names(campaign.strategies());
      }
      if (!campaign.profiles().equals(everything.profiles())) {
        command += " --faults " + names(campaign.profiles());
      }
      return command;
    }

    private static String names(List<? extends Enum<?>> drawnFrom) {
      return drawnFrom.stream().map(Enum::name).collect(Collectors.joining(","));
    }

    String text() {
      return String.format(
          Locale.ROOT,
          "seed %d broke %s at %.3f ms: %s%n%s%nreplay and shrink: %s%n",
          seed,
          checker,
          atNanos / 1e6,
          message,
          scenario,
          replay);
    }
  }

  static SimReport of(Campaign campaign, Summary summary, long from, long nanos) {
    List<Failure> failures =
        summary.failures().stream().map(outcome -> Failure.of(campaign, outcome)).toList();
    return new SimReport(
        summary.count(),
        from,
        failures.size(),
        failures,
        null,
        null,
        nanos / 1e9,
        summary.totals(),
        summary.faults(),
        summary.histories());
  }

  static SimReport of(Campaign campaign, Outcome outcome, Outcome smallest, long nanos) {
    Map<String, Long> faults = new TreeMap<>();
    outcome.scenario().faults().forEach(fault -> faults.merge(fault.kind(), 1L, Long::sum));
    String kind = outcome.scenario().setup().strategy() + " " + outcome.scenario().profile();
    return new SimReport(
        1,
        outcome.scenario().seed(),
        outcome.clean() ? 0 : 1,
        outcome.clean() ? List.of() : List.of(Failure.of(campaign, smallest)),
        outcome.trace(),
        outcome.scenario().describe(),
        nanos / 1e9,
        outcome.totals(),
        faults,
        Map.of(kind, 1L));
  }

  String text() {
    StringBuilder text = new StringBuilder();
    if (scenario != null) {
      text.append(scenario).append("\ntrace ").append(trace).append('\n');
    }
    failures.forEach(failure -> text.append(failure.text()));
    text.append(
        String.format(
            Locale.ROOT,
            "%d histories from seed %d, %d violations, %.1f s%n"
                + "%,d events, %.0f s of virtual time, %,d messages%n"
                + "%,d entries, %,d copies across of which %,d resends%n"
                + "at most %,d B of entries held by one replica%n",
            seeds,
            from,
            violations,
            seconds,
            totals.events(),
            totals.virtualNanos() / 1e9,
            totals.messages(),
            totals.entries(),
            totals.copies(),
            totals.resends(),
            totals.mostBytes()));
    text.append("histories ").append(counts(histories)).append('\n');
    text.append("faults    ").append(faults.isEmpty() ? "none" : counts(faults));
    return text.toString();
  }

  private static String counts(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
