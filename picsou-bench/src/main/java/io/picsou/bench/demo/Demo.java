package io.picsou.bench.demo;

import io.picsou.bench.embedded.StatisticsFile;
import io.picsou.bench.process.FreePorts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Two clusters of file RSMs, every replica a process of its own: A's log is carried to every
 * replica of B while it grows, and one replica of each cluster is killed on the way. Driven by one
 * thread.
 */
public final class Demo implements AutoCloseable {
  /** Who wants to hear how far the demo is. */
  public interface Listener {
    /** Hears roughly how many entries are delivered at every living replica of B. */
    void onProgress(long entries);
  }

  /** How far A's log may be ahead of the slowest living replica of B, so that all run live. */
  private static final int LEAD_BYTES = 4 << 20;

  /** The same while eight fresh virtual machines still interpret: a burst would stall them. */
  private static final int COLD_LEAD_BYTES = 64 << 10;

  /** The same while copies are counted: what is on its way crosses twice if a replica stalls. */
  private static final int COUNTED_LEAD_BYTES = 256 << 10;

  /**
   * The same once all are killed that will be: each entry that they had to carry is noticed by its
   * absence, a reordering window later, so it is the length of the lead that sets the speed.
   */
  private static final int RECOVERING_LEAD_BYTES = 16 << 20;

  /** So many runs of entries make up a lead. */
  private static final int RUNS_OF_LEAD = 4;

  private static final long PAUSE_NANOS = 2_000_000;
  private static final String SENT = "EntriesSent";

  private final DemoOptions options;
  private final Listener listener;
  private final BooleanSupplier interrupted;
  private final List<ReplicaFiles> a = new ArrayList<>();
  private final List<ReplicaFiles> b = new ArrayList<>();
  private final List<ReplicaProcess> senders = new ArrayList<>();
  private final List<ReplicaProcess> receivers = new ArrayList<>();
  private final List<DemoReport.Kill> kills = new ArrayList<>();
  private final long deadline;
  private SendingCluster cluster;
  private long start;
  private long counted;
  private double copies;

  /**
   * @param interrupted whether to give up, asked for often
   */
  public Demo(DemoOptions options, Listener listener, BooleanSupplier interrupted) {
    this.options = options;
    this.listener = listener;
    this.interrupted = interrupted;
    this.deadline = System.nanoTime() + options.limit().toNanos();
  }

  /**
   * Shows everything.
   *
   * @throws DemoFailure if it cannot come to an end: a process failed or the time is up
   */
  public DemoReport run() throws IOException, InterruptedException {
    makeFiles();
    cluster = new SendingCluster(new Workload(options.entries(), options.seed()), a);
    startReplicas();
    start = System.nanoTime();
    connectLinks();
    commitUpTo(DemoOptions.WARM);
    countCopies();
    commitUpTo(DemoOptions.SENDER_KILLED_AT);
    kill(senders.get(DemoOptions.KILLED_SENDER));
    commitUpTo(DemoOptions.RECEIVER_KILLED_AT);
    kill(receivers.get(DemoOptions.KILLED_RECEIVER));
    commitUpTo(1);
    awaitDelivery();
    double seconds = seconds();

    double copiesInAll = (double) freshEntriesSent() / options.entries();
    stopReplicas();
    LogComparison logs = LogComparison.of(a, b, receivers, options.entries());
    return report(copiesInAll, logs.reports(), seconds, logs.problems());
  }

  private void countCopies() throws IOException, InterruptedException {
    awaitDelivery();
    long warmAt = cluster.committed();
    long sentWhenWarm = freshEntriesSent();
    commitUpTo(DemoOptions.COUNTED);
    awaitDelivery();
    long between = cluster.committed() - warmAt;
    copies = (double) (freshEntriesSent() - sentWhenWarm) / between;
    counted = between;
  }

  /** What is known of a demo that did not come to its end. */
  public DemoReport unfinished() throws IOException {
    double seconds = start == 0 ? 0 : seconds();
    return report(0, List.of(), seconds, List.of("The demo did not come to its end."));
  }

  private DemoReport report(
      double copiesInAll, List<DemoReport.LogReport> logs, double seconds, List<String> problems)
      throws IOException {
    return new DemoReport(
        cluster == null ? 0 : cluster.committed(),
        a.isEmpty() ? 0 : a.get(0).logBytes(),
        counted,
        copies,
        copiesInAll,
        List.copyOf(kills),
        logs,
        seconds,
        problems);
  }

  private void makeFiles() throws IOException {
    List<Integer> ports = FreePorts.find(DemoOptions.REPLICAS);
    for (int i = 0; i < DemoOptions.REPLICAS; i++) {
      a.add(ReplicaFiles.sender(options.directory(), i, ports));
      b.add(ReplicaFiles.receiver(options.directory(), i, ports));
    }
  }

  private void startReplicas() throws IOException {
    for (int i = 0; i < DemoOptions.REPLICAS; i++) {
      receivers.add(startReplica("B replica " + i, b.get(i)));
    }
    for (ReplicaFiles files : b) {
      while (!listens(files)) {
        pause();
      }
    }
    for (int i = 0; i < DemoOptions.REPLICAS; i++) {
      senders.add(startReplica("A replica " + i, a.get(i)));
    }
  }

  /** A receiver that shows counters has bound its address. */
  private static boolean listens(ReplicaFiles receiver) throws IOException {
    StatisticsFile.Content statistics = StatisticsFile.read(receiver.statistics());
    return statistics != null && !statistics.links().isEmpty();
  }

  /** Senders connect with their first entries, some of which may be sent before all are there. */
  private void connectLinks() throws IOException {
    cluster.commitNext(COLD_LEAD_BYTES / RUNS_OF_LEAD);
    cluster.force();
    awaitDelivery();
  }

  private ReplicaProcess startReplica(String name, ReplicaFiles files) throws IOException {
    return ReplicaProcess.start(name, options.command(), files);
  }

  /** Commits a part of all entries, never far ahead of what is delivered. */
  private void commitUpTo(double part) throws IOException, InterruptedException {
    long target = (long) (part * options.entries());
    while (cluster.committed() < target) {
      if (a.get(0).logBytes() - deliveredBytes() > lead()) {
        pause();
      } else {
        cluster.commitNext(lead() / RUNS_OF_LEAD);
        observe();
      }
    }
    cluster.force();
  }

  private int lead() {
    boolean cold = cluster.committed() < DemoOptions.WARM * options.entries();
    if (cold) {
      return COLD_LEAD_BYTES;
    }
    if (counted == 0) {
      return COUNTED_LEAD_BYTES;
    }
    return kills.size() < DemoOptions.KILLS ? LEAD_BYTES : RECOVERING_LEAD_BYTES;
  }

  private void awaitDelivery() throws IOException {
    while (deliveredBytes() < a.get(0).logBytes()) {
      pause();
    }
  }

  /** How long the shortest log is, of the replicas of B that live. */
  private long deliveredBytes() throws IOException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < b.size(); i++) {
      if (!receivers.get(i).killed()) {
        least = Math.min(least, b.get(i).logBytes());
      }
    }
    return least;
  }

  private void pause() throws IOException {
    observe();
    LockSupport.parkNanos(PAUSE_NANOS);
  }

  private void observe() throws IOException {
    if (interrupted.getAsBoolean()) {
      throw new DemoFailure("interrupted");
    }
    for (ReplicaProcess process : processes()) {
      process.check();
    }
    double delivered = (double) deliveredBytes() / Math.max(1, a.get(0).logBytes());
    listener.onProgress((long) (Math.min(1, delivered) * cluster.committed()));
    if (System.nanoTime() - deadline > 0) {
      throw new DemoFailure(
          "not finished after %d s: %d of %d entries are committed, B's logs have %.0f %% of it"
              .formatted(
                  options.limit().toSeconds(),
                  cluster.committed(),
                  options.entries(),
                  delivered * 100));
    }
  }

  private List<ReplicaProcess> processes() {
    List<ReplicaProcess> all = new ArrayList<>(senders);
    all.addAll(receivers);
    return all;
  }

  private void kill(ReplicaProcess process) throws InterruptedException {
    process.kill();
    kills.add(new DemoReport.Kill(process.name(), process.pid(), seconds(), cluster.committed()));
  }

  /** The senders' own counts, once each living one has written them anew. */
  private long freshEntriesSent() throws IOException {
    long now = System.currentTimeMillis();
    long sent = 0;
    for (int i = 0; i < a.size(); i++) {
      StatisticsFile.Content statistics = StatisticsFile.read(a.get(i).statistics());
      while (!senders.get(i).killed() && (statistics == null || statistics.updated() <= now)) {
        pause();
        statistics = StatisticsFile.read(a.get(i).statistics());
      }
      sent += entriesSent(statistics, a.get(i));
    }
    return sent;
  }

  private static long entriesSent(StatisticsFile.Content statistics, ReplicaFiles files) {
    return statistics.links().values().stream()
        .filter(numbers -> numbers.containsKey(SENT))
        .mapToLong(numbers -> numbers.get(SENT))
        .findFirst()
        .orElseThrow(() -> new DemoFailure(files.statistics() + " does not say what was sent"));
  }

  private double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  private void stopReplicas() {
    processes().forEach(ReplicaProcess::requestStop);
    processes().forEach(ReplicaProcess::close);
    if (cluster != null) {
      cluster.close();
    }
  }

  /** Ends all processes; the files stay. */
  @Override
  public void close() {
    stopReplicas();
  }
}
