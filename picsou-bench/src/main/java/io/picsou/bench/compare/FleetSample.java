package io.picsou.bench.compare;

import io.picsou.bench.replica.HostSample;
import io.picsou.bench.replica.ReplicaSample;
import io.picsou.bench.replica.RolePlan;
import io.picsou.bench.replica.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How far everybody is at one moment. */
final class FleetSample {
  private final List<RolePlan> roles;
  private final List<ReplicaSample> samples = new ArrayList<>();
  private final List<Long> nanos = new ArrayList<>();
  private final Map<String, Long> cpuNanos = new TreeMap<>();
  private final Map<String, Long> peakBytes = new TreeMap<>();
  private List<Long> committed = List.of();
  private long compileNanos;

  /** Samples of these roles will be added in their order. */
  FleetSample(List<RolePlan> roles) {
    this.roles = roles;
  }

  void add(String side, HostSample sample) {
    samples.addAll(sample.roles());
    nanos.add(sample.nanos());
    compileNanos += sample.compileNanos();
    addCost(side, sample.cpuNanos(), sample.peakBytes());
  }

  /** Adds processes that are not sampled themselves. */
  void addCost(String side, long cpu, long peak) {
    cpuNanos.merge(side, cpu, Long::sum);
    peakBytes.merge(side, peak, Long::sum);
  }

  /** Adds how much the sender of each link has committed; none if nobody counts. */
  void addCommitted(List<Long> perLink) {
    committed = perLink;
  }

  /** How much has been committed on all links; empty if nobody counts. */
  OptionalLong committed() {
    return committed.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(committed.stream().mapToLong(Long::longValue).sum());
  }

  /** When it was taken; processes answer within a moment of each other. */
  long nanos() {
    return (long) nanos.stream().mapToLong(Long::longValue).average().orElse(0);
  }

  /** How much of a link's log is where it belongs. */
  long progress(int link, Promise promise) {
    Stream<ReplicaSample> receivers = of(link, RolePlan::correctReceiver);
    return promise == Promise.SHARE
        ? receivers.mapToLong(ReplicaSample::entries).sum()
        : receivers.mapToLong(ReplicaSample::sequence).min().orElse(0);
  }

  /** The highest QUACK that any sender of a link knows of. */
  long quacked(int link) {
    return senders(link).mapToLong(ReplicaSample::sequence).max().orElse(0);
  }

  /** The last entry that any sender of a link has read. */
  long read(int link) {
    return senders(link).mapToLong(ReplicaSample::read).max().orElse(0);
  }

  private Stream<ReplicaSample> senders(int link) {
    return of(link, role -> !role.kind().receiving());
  }

  private Stream<ReplicaSample> of(int link, Predicate<RolePlan> which) {
    return IntStream.range(0, samples.size())
        .filter(i -> roles.get(i).link() == link && which.test(roles.get(i)))
        .mapToObj(samples::get);
  }

  Traffic traffic(int link) {
    return of(link, role -> true).map(ReplicaSample::traffic).reduce(Traffic.NONE, Traffic::plus);
  }

  /** What the compilers of processes that host replicas have taken. */
  long compileNanos() {
    return compileNanos;
  }

  /** Processor time by side. */
  Map<String, Long> cpuNanos() {
    return cpuNanos;
  }

  /** Peak memory by side. */
  Map<String, Long> peakBytes() {
    return peakBytes;
  }
}
