package io.picsou.bench.compare;

import io.picsou.bench.compare.CompareOptions.Timing;
import io.picsou.bench.compare.RoundResult.Latency;
import io.picsou.bench.compare.RoundResult.Verdict;
import io.picsou.bench.replica.ReplicaReport;
import io.picsou.bench.replica.RolePlan;
import io.picsou.bench.replica.SourcePlan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * One system in one round: warm up, measure, let everything that was sent arrive, and verify what
 * did. Does not know which system it is about.
 */
final class Trial {
  /** Tells how long it has been running, and whether somebody wants it to end. */
  interface Watch {
    void running(Duration time) throws InterruptedException;
  }

  /** The pause between samples. */
  private static final long TICK_MILLIS = 200;

  /** How long nothing may arrive before what is missing is taken for lost. */
  private static final long STALL_NANOS = Duration.ofSeconds(60).toNanos();

  /** The same where entries may get lost. */
  private static final long LOSS_NANOS = Duration.ofSeconds(2).toNanos();

  private final CompareOptions options;
  private final Promise promise;
  private final RsmPair rsms;
  private final Fleet fleet;
  private final Deployment.Servers servers;
  private final Watch watch;

  Trial(
      CompareOptions options,
      Promise promise,
      RsmPair rsms,
      Fleet fleet,
      Deployment.Servers servers,
      Watch watch) {
    this.options = options;
    this.promise = promise;
    this.rsms = rsms;
    this.fleet = fleet;
    this.servers = servers;
    this.watch = watch;
  }

  RoundResult run(int round) throws IOException, InterruptedException {
    long origin = System.nanoTime();
    fleet.start(origin);
    rsms.start(origin);
    Measurement measured = measure(origin);
    long[] last = drain();
    List<ReplicaReport> reports = fleet.report();
    Latency latency = null;
    if (options.workload().openLoop() && promise != Promise.NOTHING) {
      latency =
          new Latencies(options.workload().entriesPerSecond(), origin)
              .between(receivers(reports, 0), measured.beginNanos(), measured.endNanos());
    }
    Verdict verdict = verify(reports, last);
    if (Measurement.mean(measured.perLink()) <= 0) {
      verdict.problems().add("nothing arrived everywhere while it was measured");
    }
    return result(round, measured, latency, verdict);
  }

  private RoundResult result(int round, Measurement measured, Latency latency, Verdict verdict) {
    double rate = Measurement.mean(measured.perLink());
    return new RoundResult(
        round,
        rate,
        rate * options.workload().bytes() / 1e6,
        Measurement.mean(measured.quacks()),
        measured.warmupSeconds(),
        measured.seconds(),
        measured.perLink(),
        measured.curve(),
        measured.committed(),
        measured.wire(),
        measured.cpuSeconds(),
        measured.peakMegabytes(),
        latency,
        verdict);
  }

  private Measurement measure(long originNanos) throws IOException, InterruptedException {
    Timing timing = options.timing();
    Measurement measured = new Measurement(promise, links());
    WarmUp warmUp = new WarmUp(timing, promise);
    sampleUntil(measured, originNanos, warmUp::over);
    measured.begin();
    double begin = seconds(originNanos);
    sampleUntil(measured, originNanos, (at, sample) -> at >= begin + timing.seconds());
    return measured;
  }

  private int links() {
    return promise == Promise.NOTHING ? 1 : options.clusters().links();
  }

  private interface End {
    boolean reached(double seconds, FleetSample sample);
  }

  private void sampleUntil(Measurement measured, long originNanos, End end)
      throws IOException, InterruptedException {
    FleetSample sample;
    do {
      Thread.sleep(TICK_MILLIS);
      sample = sample();
      measured.add(sample);
      watch.running(Duration.ofNanos(System.nanoTime() - originNanos));
    } while (!end.reached(seconds(originNanos), sample));
  }

  private static double seconds(long originNanos) {
    return (System.nanoTime() - originNanos) / 1e9;
  }

  private FleetSample sample() throws IOException, InterruptedException {
    FleetSample sample = fleet.sample();
    sample.addCommitted(rsms.committed());
    servers.cost().ifPresent(cost -> sample.addCost("servers", cost.cpuNanos(), cost.peakBytes()));
    rsms.cost().ifPresent(cost -> sample.addCost("etcd", cost.cpuNanos(), cost.peakBytes()));
    return sample;
  }

  /**
   * Lets every sender go on to the last entry that any of them has read, and waits for it.
   *
   * @return the last entry of each link
   */
  private long[] drain() throws IOException, InterruptedException {
    fleet.pause();
    rsms.stop();
    FleetSample paused = fleet.sample();
    requireMore(paused);
    long[] last = new long[links()];
    for (int link = 0; link < last.length; link++) {
      last[link] = rsms.last(link, paused.read(link));
    }
    if (promise != Promise.NOTHING) {
      fleet.finish(last);
      awaitArrival(last);
    }
    return last;
  }

  /** Waits until receivers have what was sent, or nothing comes any more. */
  private void awaitArrival(long[] last) throws IOException, InterruptedException {
    long patience = promise == Promise.EVERYTHING ? STALL_NANOS : LOSS_NANOS;
    long sent = LongStream.of(last).sum();
    long before = -1;
    long since = System.nanoTime();
    while (System.nanoTime() - since < patience) {
      long progress = arrived(fleet.sample());
      if (progress >= sent) {
        return;
      }
      if (progress > before) {
        before = progress;
        since = System.nanoTime();
      }
      watch.running(total());
      Thread.sleep(TICK_MILLIS / 4);
    }
  }

  private long arrived(FleetSample sample) {
    return IntStream.range(0, links()).mapToLong(link -> sample.progress(link, promise)).sum();
  }

  private Duration total() {
    Timing timing = options.timing();
    return Duration.ofMillis((long) ((timing.warmupSeconds() + timing.seconds()) * 1000));
  }

  /** A log that has come to its end during the run would make its end part of the figures. */
  private void requireMore(FleetSample paused) throws IOException {
    SourcePlan source = rsms.source(0, 0);
    if (source != null && source.entries() > 0 && paused.read(0) >= source.entries()) {
      throw new IOException(
          "the log file of %,d entries ended before the run did; shorten --seconds or --warmup, or"
                  .formatted(source.entries())
              + " use --source generator");
    }
  }

  private Verdict verify(List<ReplicaReport> reports, long[] last) throws InterruptedException {
    long entries = 0;
    long lost = 0;
    List<String> problems = new ArrayList<>();
    for (int link = 0; link < last.length && promise != Promise.NOTHING; link++) {
      Verification verification = new Verification(rsms.source(link, 0), last[link]);
      List<String> names = names(link);
      if (promise == Promise.SHARE) {
        lost += verification.shares(names, receivers(reports, link));
      } else {
        verification.everything(names, receivers(reports, link));
      }
      entries += last[link];
      problems.addAll(verification.problems());
    }
    if (problems.isEmpty() && lost == 0) {
      problems.addAll(rsms.differences(last));
    }
    return new Verdict(entries, lost, problems);
  }

  private List<String> names(int link) {
    return fleet.roles().stream()
        .filter(role -> role.link() == link && role.correctReceiver())
        .map(RolePlan::name)
        .toList();
  }

  private List<ReplicaReport> receivers(List<ReplicaReport> reports, int link) {
    List<ReplicaReport> found = new ArrayList<>();
    for (int i = 0; i < reports.size(); i++) {
      RolePlan role = fleet.roles().get(i);
      if (role.link() == link && role.correctReceiver()) {
        found.add(reports.get(i));
      }
    }
    return found;
  }
}
