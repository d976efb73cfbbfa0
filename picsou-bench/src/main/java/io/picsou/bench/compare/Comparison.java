package io.picsou.bench.compare;

import io.picsou.bench.compare.CompareOptions.Source;
import io.picsou.bench.compare.CompareOptions.Timing;
import io.picsou.bench.etcd.EtcdProgram;
import io.picsou.bench.net.NetworkMeasurement;
import io.picsou.bench.net.NetworkMeter;
import io.picsou.bench.net.ShapedNetwork;
import io.picsou.bench.process.TemporaryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs systems side by side: in every round each of them once, in processes of their own, so that
 * whatever else the machine does meanwhile hits all of them.
 */
public final class Comparison {
  /** How large the log of the senders gets if it is a file. */
  private static final long FILE_BYTES = 2L << 30;

  /** Told about the progress. */
  public interface Watch {
    /**
     * @param what is running
     * @param done of {@link #total}
     * @throws InterruptedException if the comparison is to be given up
     */
    void running(String what, Duration done) throws InterruptedException;
  }

  /** Opaque bytes come from nowhere. */
  private static final RsmPair NO_RSMS = new LogPair(null, null, null);

  private final CompareOptions options;
  private final Class<?> main;
  private final String version;
  private final Path directory;
  private final Watch watch;
  private final Map<Contender, List<RoundResult>> results = new LinkedHashMap<>();
  private int trials;

  /**
   * @param main the {@code picsou} command, which hosts replicas too
   * @param version of the command
   * @param directory for temporary files
   */
  public Comparison(
      CompareOptions options, Class<?> main, String version, Path directory, Watch watch) {
    this.options = options;
    this.main = main;
    this.version = version;
    this.directory = directory;
    this.watch = watch;
  }

  /** How long it takes, roughly. */
  public static Duration total(CompareOptions options) {
    return trial(options).multipliedBy((1L + options.systems().size()) * options.timing().rounds());
  }

  private static Duration trial(CompareOptions options) {
    Timing timing = options.timing();
    return Duration.ofMillis((long) ((timing.warmupSeconds() + timing.seconds()) * 1000));
  }

  /**
   * Runs it.
   *
   * @throws IOException if a process fails
   * @throws InterruptedException if it was given up
   */
  public CompareResult run() throws IOException, InterruptedException {
    if (!options.hosting().limits().shaped()) {
      return run(Sites.loopback(), null);
    }
    watch.running("the network's limits", Duration.ZERO);
    try (ShapedNetwork network = ShapedNetwork.build(ShapedSites.shape(options))) {
      return run(new ShapedSites(network), NetworkMeter.measure(network));
    }
  }

  private CompareResult run(Sites sites, NetworkMeasurement network)
      throws IOException, InterruptedException {
    RsmPair.Maker rsms = rsms();
    results.put(new RawContender(), new ArrayList<>());
    for (String name : options.systems()) {
      results.put(Contenders.of(name), new ArrayList<>());
    }
    for (int round = 1; round <= options.timing().rounds(); round++) {
      for (Map.Entry<Contender, List<RoundResult>> system : results.entrySet()) {
        system.getValue().add(run(system.getKey(), rsms, sites, round));
        trials++;
      }
    }
    Map<String, CompareResult.SystemResult> all = new Summaries(options.clusters(), results).all();
    CompareResult.SystemResult ceiling = all.remove(RawContender.NAME);
    return new CompareResult(
        options, Environment.here(version), network, ceiling, new ArrayList<>(all.values()));
  }

  private RsmPair.Maker rsms() throws IOException, InterruptedException {
    if (options.workload().source() != Source.ETCD) {
      return LogPair.maker(options.workload(), directory, FILE_BYTES);
    }
    EtcdProgram.find();
    return own -> EtcdPair.start(options, own);
  }

  private RoundResult run(Contender system, RsmPair.Maker maker, Sites sites, int round)
      throws IOException, InterruptedException {
    Path files = Files.createDirectory(directory.resolve(system.name() + "-" + round));
    Duration before = trial(options).multipliedBy(trials);
    watch.running(system.name(), before);
    try (RsmPair rsms = system.promise() == Promise.NOTHING ? NO_RSMS : maker.make(files);
        Deployment deployment = system.deploy(options, sites, rsms, files);
        Fleet fleet = Fleet.start(deployment.roles(), options.hosting(), sites, main, files)) {
      Trial trial =
          new Trial(
              options,
              system.promise(),
              rsms,
              fleet,
              deployment.servers(),
              time -> watch.running(system.name(), before.plus(time)));
      return trial.run(round);
    } finally {
      TemporaryFiles.delete(files);
    }
  }
}
