package io.picsou.bench.grid;

import io.picsou.bench.compare.CompareOptions.Timing;
import io.picsou.bench.compare.CompareResult;
import io.picsou.bench.compare.Environment;
import io.picsou.bench.compare.RoundResult;
import io.picsou.bench.compare.Spread;
import io.picsou.bench.grid.PointResult.Kind;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Made-up results, so that reports need no benchmark. */
public final class SampleResults {
  /** How long they pretend to have been measured. */
  public static final Timing TIMING = new Timing(1, 2, 3);

  /** Where they pretend to have been measured. */
  public static final Environment MACHINE =
      new Environment(
          "2026-01-02T03:04:05Z", "A processor <64>", 2, 8_000, "Linux 6", "VM 17", "0.1.0", "abc");

  private static final Map<String, Double> SPEED =
      Map.of("PICSOU", 0.9, "OST", 1.3, "ATA", 0.3, "LL", 0.35, "OTU", 0.32, "KAFKA", 0.05);

  private static final RoundResult.Wire WIRE = new RoundResult.Wire(1, 1, 1, 1, 0, 0);

  private SampleResults() {}

  /** A result with a throughput that falls with replicas and bytes. */
  public static PointResult of(Point point, Kind kind) {
    double copies = point.system().equals("ATA") ? point.replicas() : 1;
    double rate =
        SPEED.get(point.system())
            * 4e9
            / (point.bytes() + 400)
            / (point.replicas() * Math.sqrt(copies))
            / Math.log(3 + point.stake())
            * (point.phi() == null ? 1 : (40 + point.phi()) / 400.0);
    return of(point, kind, kind == Kind.MEASURED ? rate : rate * 1.6);
  }

  /** A result with this throughput. */
  public static PointResult of(Point point, Kind kind, double rate) {
    Spread entries = new Spread(rate, rate * 0.8, rate * 1.25);
    double megabyte = point.bytes() / 1e6;
    Spread megabytes = new Spread(rate * megabyte, rate * 0.8 * megabyte, rate * 1.25 * megabyte);
    CompareResult.Summary summary =
        new CompareResult.Summary(
            entries, megabytes, rate * 1.02, null, null, null, null, WIRE, 1, 1, List.of());
    boolean measured = kind == Kind.MEASURED;
    List<RoundResult> rounds =
        measured ? Collections.nCopies(TIMING.rounds(), round(rate, megabyte)) : List.of();
    return new PointResult(
        kind, point, TIMING, measured ? MACHINE : null, null, null, rounds, summary);
  }

  private static RoundResult round(double rate, double megabyte) {
    return new RoundResult(
        1,
        rate,
        rate * megabyte,
        rate,
        1,
        2,
        List.of(rate),
        List.of(),
        null,
        WIRE,
        Map.of("all", 1.0),
        Map.of("all", 1.0),
        null,
        new RoundResult.Verdict(1, 0, List.of()));
  }
}
