package io.picsou.bench.compare;

import io.picsou.bench.compare.CompareResult.Summary;
import io.picsou.bench.compare.CompareResult.SystemResult;
import io.picsou.bench.compare.RoundResult.Wire;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** Turns rounds into medians and ratios of medians. */
final class Summaries {
  private static final String ATA = "ATA";

  private final ClusterOptions clusters;
  private final Map<Contender, List<RoundResult>> rounds;

  Summaries(ClusterOptions clusters, Map<Contender, List<RoundResult>> rounds) {
    this.clusters = clusters;
    this.rounds = rounds;
  }

  /** By name, in the order in which they were given. */
  Map<String, SystemResult> all() {
    Map<String, SystemResult> results = new LinkedHashMap<>();
    rounds.forEach(
        (system, measured) ->
            results.put(
                system.name(),
                new SystemResult(
                    system.name(), system.promise(), measured, summary(system, measured))));
    return results;
  }

  private Summary summary(Contender system, List<RoundResult> measured) {
    Spread rate = Spread.of(measured.stream().map(RoundResult::entriesPerSecond));
    return new Summary(
        rate,
        Spread.of(measured.stream().map(RoundResult::megabytesPerSecond)),
        median(measured, RoundResult::quacksPerSecond),
        committed(measured),
        ratio(rate.median(), ATA),
        ratio(rate.median(), KafkaContender.NAME),
        ofCeiling(system, rate.median()),
        wire(measured),
        median(measured, RoundResult::totalCpuSeconds),
        median(measured, RoundResult::totalPeakMegabytes),
        latency(measured));
  }

  private static double median(List<RoundResult> measured, ToDoubleFunction<RoundResult> figure) {
    return Spread.median(measured.stream().map(figure::applyAsDouble).toList());
  }

  private static Double committed(List<RoundResult> measured) {
    List<Double> rates =
        measured.stream().map(RoundResult::committedPerSecond).filter(Objects::nonNull).toList();
    return rates.isEmpty() ? null : Spread.median(rates);
  }

  private Double rate(String name) {
    return rounds.entrySet().stream()
        .filter(system -> system.getKey().name().equals(name))
        .map(system -> median(system.getValue(), RoundResult::entriesPerSecond))
        .filter(rate -> rate > 0)
        .findFirst()
        .orElse(null);
  }

  private Double ratio(double rate, String other) {
    Double base = rate(other);
    return base == null ? null : rate / base;
  }

  /** In duplex the machine carries the same once more in the other direction. */
  private Double ofCeiling(Contender system, double rate) {
    Double raw = ratio(rate, RawContender.NAME);
    if (raw == null || system.promise() == Promise.NOTHING) {
      return null;
    }
    return raw * system.copies(clusters) * clusters.links();
  }

  private static Wire wire(List<RoundResult> measured) {
    return new Wire(
        median(measured, round -> round.wire().crossBytes()),
        median(measured, round -> round.wire().localBytes()),
        median(measured, round -> round.wire().ackBytes()),
        median(measured, round -> round.wire().copies()),
        (long) median(measured, round -> round.wire().resent()),
        (long) median(measured, round -> round.wire().dropped()));
  }

  private static List<Double> latency(List<RoundResult> measured) {
    List<RoundResult> timed =
        measured.stream().filter(round -> Objects.nonNull(round.latency())).toList();
    if (timed.isEmpty()) {
      return List.of();
    }
    return List.of(
        median(timed, round -> round.latency().p50()),
        median(timed, round -> round.latency().p99()),
        median(timed, round -> round.latency().p999()));
  }
}
