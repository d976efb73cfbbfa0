package io.picsou.bench.compare;

import io.picsou.bench.compare.CompareOptions.Hosting;
import io.picsou.bench.compare.CompareOptions.Timing;
import io.picsou.bench.compare.CompareOptions.Workload;
import io.picsou.bench.process.TemporaryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A first look at how systems compare, in seconds instead of minutes: one process hosts all
 * strategies by turns, in short slices, so that they warm up together, and slices count once its
 * compilers are quiet. KAFKA comes after them, in one slice: its brokers disturb nobody else then,
 * but have to warm up themselves. Everything is verified as in a {@link Comparison}, which gives
 * each system processes of its own, and more time. Used once, by one thread.
 */
public final class QuickComparison {
  /** Told about the progress. */
  public interface Watch {
    /**
     * @param slice counted from 0, of at most {@link #slices}
     * @throws InterruptedException if the comparison is to be given up
     */
    void running(int slice) throws InterruptedException;
  }

  /** Rounds that only warm up, at most. */
  private static final int WARM_ROUNDS = 3;

  private static final Timing WARM_SLICE = new Timing(0, 0.4, 1);

  /** So many entries per second in the first: a virtual machine that interprets would choke. */
  private static final double FIRST_LOAD = 10_000;

  /** For KAFKA, at least. */
  static final Timing LONG_SLICE = new Timing(3, 3, 1);

  private final CompareOptions options;
  private final Class<?> main;
  private final String version;
  private final Path directory;
  private final Watch watch;
  private final Map<Contender, List<RoundResult>> results = new LinkedHashMap<>();
  private HostProcess host;
  private int slice;
  private long compileNanos;

  /**
   * @param options with the time of a slice, and how many of each strategy count
   * @param main the {@code picsou} command, which hosts replicas too
   * @param version of the command
   * @param directory for temporary files
   */
  public QuickComparison(
      CompareOptions options, Class<?> main, String version, Path directory, Watch watch) {
    this.options = options;
    this.main = main;
    this.version = version;
    this.directory = directory;
    this.watch = watch;
  }

  /** How many slices there are at most. */
  public static int slices(CompareOptions options) {
    return (WARM_ROUNDS + options.timing().rounds()) * options.systems().size();
  }

  /**
   * Runs it.
   *
   * @throws IOException if a process fails, or a receiver has not what its system promises while it
   *     warms up
   * @throws InterruptedException if it was given up
   */
  public CompareResult run() throws IOException, InterruptedException {
    int replicas = options.clusters().size(0) + options.clusters().size(1);
    List<String> java = Fleet.java(options.hosting(), replicas, replicas);
    List<String> systems = new ArrayList<>(options.systems());
    boolean kafka = systems.remove(KafkaContender.NAME);
    try (HostProcess process = HostProcess.start("all", List.of(), java, main, directory)) {
      host = process;
      int warm = warmUp(systems);
      for (int round = 1; round <= options.timing().rounds(); round++) {
        for (String system : systems) {
          measure(system, options, warm + round);
        }
      }
      if (kafka) {
        kafka();
      }
    }
    Map<String, CompareResult.SystemResult> all = new Summaries(options.clusters(), results).all();
    return new CompareResult(
        options, Environment.here(version), null, null, List.copyOf(all.values()));
  }

  /** Returns how many rounds it took. */
  private int warmUp(List<String> systems) throws IOException, InterruptedException {
    for (int round = 1; round <= WARM_ROUNDS; round++) {
      CompareOptions shorter =
          with(WARM_SLICE, workload(round == 1 ? FIRST_LOAD : 0), options.hosting());
      long begin = System.nanoTime();
      long compiled = compileNanos;
      for (String system : systems) {
        check(system, slice(system, shorter, round));
      }
      if (WarmUp.quiet(compileNanos - compiled, System.nanoTime() - begin)) {
        return round;
      }
    }
    return WARM_ROUNDS;
  }

  private static void check(String system, RoundResult warm) throws IOException {
    List<String> problems = warm.verdict().problems();
    if (warm.entriesPerSecond() > 0 && !problems.isEmpty()) {
      throw new IOException(system + " while it warms up: " + problems);
    }
  }

  private void measure(String system, CompareOptions how, int round)
      throws IOException, InterruptedException {
    RoundResult result = slice(system, how, round);
    results.computeIfAbsent(Contenders.of(system), its -> new ArrayList<>()).add(result);
  }

  private void kafka() throws IOException, InterruptedException {
    try (OwnBrokers brokers = OwnBrokers.start(Sites.loopback(), directory)) {
      Hosting hosting =
          new Hosting(
              false, options.hosting().java(), options.hosting().limits(), brokers.bootstrap());
      measure(KafkaContender.NAME, with(LONG_SLICE, options.workload(), hosting), 1);
    }
  }

  private Workload workload(double load) {
    Workload usual = options.workload();
    return new Workload(usual.bytes(), usual.source(), load, usual.durable());
  }

  private CompareOptions with(Timing timing, Workload workload, Hosting hosting) {
    return new CompareOptions(
        options.systems(), options.clusters(), workload, timing, hosting, options.settings());
  }

  private RoundResult slice(String name, CompareOptions how, int round)
      throws IOException, InterruptedException {
    int number = slice++;
    watch.running(number);
    Contender system = Contenders.of(name);
    Path files = Files.createDirectory(directory.resolve(name + "-" + round));
    try (RsmPair rsms = LogPair.maker(how.workload(), files, 0).make(files);
        Deployment deployment = system.deploy(how, Sites.loopback(), rsms, files);
        Fleet fleet = Fleet.in(host, deployment.roles())) {
      Trial.Watch whileIt = time -> watch.running(number);
      RoundResult result =
          new Trial(how, system.promise(), rsms, fleet, deployment.servers(), whileIt).run(round);
      compileNanos = fleet.sample().compileNanos();
      return result;
    } finally {
      TemporaryFiles.delete(files);
    }
  }
}
