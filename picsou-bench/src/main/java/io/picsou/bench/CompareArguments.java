package io.picsou.bench;

import io.picsou.bench.compare.ClusterOptions;
import io.picsou.bench.compare.ClusterOptions.Preset;
import io.picsou.bench.compare.ClusterOptions.ThresholdOptions;
import io.picsou.bench.compare.CompareOptions;
import io.picsou.bench.compare.CompareOptions.Hosting;
import io.picsou.bench.compare.CompareOptions.Limits;
import io.picsou.bench.compare.CompareOptions.Source;
import io.picsou.bench.compare.CompareOptions.Target;
import io.picsou.bench.compare.CompareOptions.Timing;
import io.picsou.bench.compare.CompareOptions.Workload;
import io.picsou.bench.compare.Contenders;
import io.picsou.bench.replica.Conduct;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** What a comparison can be told. */
final class CompareArguments {
  private static final int REPLICAS = 4;

  /** As many as the published evaluation had. */
  private static final int ETCD_REPLICAS = 5;

  private enum Processes {
    ONE,
    EACH
  }

  @Option(
      names = "--strategies",
      split = ",",
      paramLabel = "NAME",
      description = "The systems to compare. Default: all of them.")
  private List<String> systems = new ArrayList<>();

  @Option(
      names = "--replicas",
      paramLabel = "N",
      description = "Replicas of either cluster, and members of etcd. Default: 4, with etcd 5")
  private Integer replicas;

  @Option(names = "--senders", paramLabel = "N", description = "Replicas of A, if not the same.")
  private Integer senders;

  @Option(names = "--receivers", paramLabel = "N", description = "Replicas of B, likewise.")
  private Integer receivers;

  @Option(
      names = "--bytes",
      paramLabel = "N",
      defaultValue = "100",
      description = "The size of every payload. Default: ${DEFAULT-VALUE}")
  private int bytes;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "10",
      description = "How long each system is measured in each round. Default: ${DEFAULT-VALUE}")
  private double seconds;

  @Option(
      names = "--warmup",
      paramLabel = "S",
      description =
          "How long it runs before, at least; while the virtual machines compile and it becomes"
              + " faster, up to eight times as long. Default: 15, with limits 40")
  private Double warmup;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often; figures are medians. Default: ${DEFAULT-VALUE}")
  private int rounds;

  @Option(
      names = "--processes",
      paramLabel = "1|each",
      description =
          "One process for all replicas, or one each. Default: 1, on a shaped network each")
  private String processes;

  @Option(
      names = "--nic-mbit",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "What each replica and each broker can send, and receive, in Mbit/s: each gets a network"
              + " namespace (Linux, as root). Default: no limit")
  private int nicMbit;

  @Option(
      names = "--pair-mbit",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "What goes from one replica to one of the other cluster, in Mbit/s, likewise. Default: no"
              + " limit")
  private int pairMbit;

  @Option(
      names = "--rtt-ms",
      paramLabel = "N",
      defaultValue = "0",
      description = "The round trip between the clusters, in ms, likewise. Default: no delay")
  private int rttMillis;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description =
          "Brokers for KAFKA to use, which are not stopped. Default: three, started for each run")
  private String bootstrap;

  @Option(names = "--duplex", description = "B sends to A as well.")
  private boolean duplex;

  @Option(
      names = "--acks",
      paramLabel = "memory|durable",
      description =
          "What receivers acknowledge, and what counts: what has come, or what is in their log"
              + " file or in etcd. Default: memory, to etcd durable")
  private String acks;

  @Option(
      names = "--source",
      paramLabel = "generator|file|etcd",
      defaultValue = "generator",
      description =
          "Where the log of the senders comes from: made up, a log file, or an etcd cluster that is"
              + " started, and that clients put values into, for each run. Default: ${DEFAULT-VALUE}")
  private String source;

  @Option(
      names = "--target",
      paramLabel = "log|etcd|reconcile",
      description =
          "Where entries go: to receivers' logs; to another etcd cluster, which becomes a copy; or"
              + " (with --duplex) to etcd clusters that share keys and compare each other's updates."
              + " Default: log, with --source etcd etcd, with --duplex reconcile")
  private String target;

  @Option(
      names = "--load",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Commit so many entries per second, whether or not they are taken, and tell how long they"
              + " took. Default: as many as are taken")
  private double load;

  @Option(
      names = "--crash",
      description = "Replicas with index mod 3 = 2 drain the network and do nothing else.")
  private boolean crash;

  @Option(
      names = "--byzantine",
      paramLabel = "MODE",
      description =
          "Receivers with index mod 3 = 2 lie about what they have: ack-inf, ack-zero, ack-delay.")
  private String byzantine;

  @Option(
      names = "--stake",
      split = ",",
      paramLabel = "N",
      description = "Stakes of the first replicas of either cluster; the others have 1.")
  private List<Long> stakes = new ArrayList<>();

  @Option(
      names = "--thresholds",
      paramLabel = "crash|byzantine",
      description =
          "How many failures the clusters are set up for: r=0 and u=(n-1)/2, or u=r=(n-1)/3."
              + " Default: crash, with --byzantine byzantine")
  private String thresholds;

  @Option(names = "--u", paramLabel = "N", description = "Instead of that u, in stake.")
  private Long u;

  @Option(names = "--r", paramLabel = "N", description = "Instead of that r, in stake.")
  private Long r;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting of the link that is not to have its default, as in picsou.phi=256.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--java",
      paramLabel = "OPTION",
      description =
          "An option of the processes that host replicas, instead of -XX:+UseParallelGC"
              + " -XX:NewRatio=1, and with limits -XX:TieredStopAtLevel=1.")
  private List<String> java = new ArrayList<>();

  private List<String> javaOptions(Limits limits) {
    return java.isEmpty() ? Hosting.defaultJava(limits) : java;
  }

  /**
   * Checks them.
   *
   * @throws IllegalArgumentException naming the option that is wrong
   */
  CompareOptions options() {
    require(bytes >= 0, "--bytes must not be negative");
    require(seconds > 0, "--seconds must be positive");
    require(warmup == null || warmup >= 0, "--warmup must not be negative");
    require(rounds >= 1, "--rounds must be at least 1");
    require(load >= 0, "--load must not be negative");
    require(!crash || byzantine == null, "--crash and --byzantine exclude each other");
    Hosting hosting = hosting();
    double warm = warmup == null ? Hosting.defaultWarmupSeconds(hosting.limits()) : warmup;
    CompareOptions options =
        new CompareOptions(
            systems(),
            clusters(),
            workload(),
            new Timing(warm, seconds, rounds),
            hosting,
            settings);
    options.check();
    return options;
  }

  private Workload workload() {
    Target to = target();
    boolean durable = acks == null ? to.etcd() : durable();
    return new Workload(bytes, source(), load, durable, to);
  }

  private Source source() {
    return oneOf("--source", source, Source.class);
  }

  private Target target() {
    if (target != null) {
      return oneOf("--target", target, Target.class);
    }
    if (source() != Source.ETCD) {
      return Target.LOG;
    }
    return duplex ? Target.RECONCILE : Target.ETCD;
  }

  private Hosting hosting() {
    Limits limits = new Limits(nicMbit, pairMbit, rttMillis);
    return new Hosting(each(limits.shaped()), javaOptions(limits), limits, bootstrap);
  }

  private List<String> systems() {
    if (systems.isEmpty()) {
      return Contenders.bearing(faults());
    }
    List<String> names = systems.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList();
    for (String name : names) {
      require(
          Contenders.names().contains(name),
          "--strategies: there is no " + name + "; there are " + Contenders.names());
    }
    require(
        names.stream().distinct().count() == names.size(), "--strategies: each system only once");
    return names;
  }

  private ClusterOptions clusters() {
    Preset usual = byzantine == null ? Preset.CRASH : Preset.BYZANTINE;
    int usually = source() == Source.ETCD ? ETCD_REPLICAS : REPLICAS;
    int size = replicas == null ? usually : replicas;
    Preset preset = thresholds == null ? usual : oneOf("--thresholds", thresholds, Preset.class);
    return new ClusterOptions(
        senders == null ? size : senders,
        receivers == null ? size : receivers,
        stakes,
        new ThresholdOptions(preset, u, r),
        faults(),
        duplex);
  }

  private Conduct faults() {
    if (crash) {
      return Conduct.CRASHED;
    }
    if (byzantine == null) {
      return Conduct.CORRECT;
    }
    Conduct conduct = oneOf("--byzantine", byzantine, Conduct.class);
    require(conduct.lies(), "--byzantine must be ack-inf, ack-zero or ack-delay");
    return conduct;
  }

  private boolean durable() {
    require(acks.equals("memory") || acks.equals("durable"), "--acks must be memory or durable");
    return acks.equals("durable");
  }

  private boolean each(boolean usual) {
    if (processes == null) {
      return usual;
    }
    return !processes.equals("1")
        && oneOf("--processes", processes, Processes.class) == Processes.EACH;
  }

  private static <T extends Enum<T>> T oneOf(String option, String text, Class<T> type) {
    try {
      return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option + " cannot be " + text, e);
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
