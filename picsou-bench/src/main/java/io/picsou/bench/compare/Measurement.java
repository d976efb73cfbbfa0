package io.picsou.bench.compare;

import io.picsou.bench.replica.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Turns samples of a run into rates. The same for every system. */
final class Measurement {
  private final Promise promise;
  private final int links;
  private final List<FleetSample> samples = new ArrayList<>();
  private int begin;

  Measurement(Promise promise, int links) {
    this.promise = promise;
    this.links = links;
  }

  void add(FleetSample sample) {
    samples.add(sample);
  }

  /** The warm-up is over with the sample that was added last. */
  void begin() {
    begin = samples.size() - 1;
  }

  private FleetSample first() {
    return samples.get(begin);
  }

  private FleetSample last() {
    return samples.get(samples.size() - 1);
  }

  long beginNanos() {
    return first().nanos();
  }

  long endNanos() {
    return last().nanos();
  }

  /** From the first sample until the measurement began. */
  double warmupSeconds() {
    return (beginNanos() - samples.get(0).nanos()) / 1e9;
  }

  double seconds() {
    return (endNanos() - beginNanos()) / 1e9;
  }

  /** Growth of what every correct receiver has, for each link. */
  List<Double> perLink() {
    return rates(link -> last().progress(link, promise) - first().progress(link, promise));
  }

  /** Growth of the highest QUACK, for each link; 0 where nothing is acknowledged. */
  List<Double> quacks() {
    return promise == Promise.SHARE
        ? rates(link -> 0)
        : rates(link -> last().quacked(link) - first().quacked(link));
  }

  /** Growth of what the senders' clusters have committed, per link; null if nobody counts. */
  Double committed() {
    return last().committed().isEmpty()
        ? null
        : mean(
            rates(
                link ->
                    (last().committed().getAsLong() - first().committed().getAsLong()) / links));
  }

  private interface Growth {
    long of(int link);
  }

  private List<Double> rates(Growth growth) {
    return IntStream.range(0, links).mapToObj(link -> growth.of(link) / seconds()).toList();
  }

  /** The rate between any two samples of the first link. */
  List<Double> curve() {
    List<Double> rates = new ArrayList<>();
    for (int i = 1; i < samples.size(); i++) {
      FleetSample from = samples.get(i - 1);
      FleetSample to = samples.get(i);
      double seconds = (to.nanos() - from.nanos()) / 1e9;
      rates.add((to.progress(0, promise) - from.progress(0, promise)) / seconds);
    }
    return rates;
  }

  RoundResult.Wire wire() {
    Traffic moved = Traffic.NONE;
    long entries = 0;
    for (int link = 0; link < links; link++) {
      moved = moved.plus(last().traffic(link).minus(first().traffic(link)));
      entries += last().progress(link, promise) - first().progress(link, promise);
    }
    double each = Math.max(1, entries);
    return new RoundResult.Wire(
        moved.cross() / each,
        moved.local() / each,
        moved.acks() / each,
        moved.copies() / each,
        moved.resent(),
        moved.dropped());
  }

  Map<String, Double> cpuSeconds() {
    Map<String, Double> used = new TreeMap<>();
    last()
        .cpuNanos()
        .forEach(
            (side, nanos) ->
                used.put(side, (nanos - first().cpuNanos().getOrDefault(side, 0L)) / 1e9));
    return used;
  }

  Map<String, Double> peakMegabytes() {
    Map<String, Double> peaks = new TreeMap<>();
    last().peakBytes().forEach((side, bytes) -> peaks.put(side, bytes / 1e6));
    return peaks;
  }

  static double mean(List<Double> values) {
    return values.stream().flatMapToDouble(DoubleStream::of).average().orElse(0);
  }
}
