package io.picsou.bench.compare;

import io.picsou.bench.etcd.Updates;
import io.picsou.bench.replica.Conduct;
import java.util.List;
import java.util.Map;

/**
 * What to compare, and how. All of it is part of the result.
 *
 * @param systems names, in the order in which they run in each round
 * @param settings of the link that differ from their defaults, by the names that connectors use
 */
public record CompareOptions(
    List<String> systems,
    ClusterOptions clusters,
    Workload workload,
    Timing timing,
    Hosting hosting,
    Map<String, String> settings) {

  /**
   * How long each system runs in each round.
   *
   * @param warmupSeconds before anything is measured, at least ({@link WarmUp})
   * @param seconds that are measured
   */
  public record Timing(double warmupSeconds, double seconds, int rounds) {}

  /**
   * What is sent.
   *
   * @param bytes the size of every payload
   * @param source where the senders' log comes from
   * @param entriesPerSecond how fast it grows (an open loop, for latencies); 0 for as fast as it is
   *     taken (a closed loop, for throughput)
   * @param durable whether receivers acknowledge, and count, only what is durable at the target
   * @param target where entries go
   */
  public record Workload(
      int bytes, Source source, double entriesPerSecond, boolean durable, Target target) {
    /** To logs. */
    public Workload(int bytes, Source source, double entriesPerSecond, boolean durable) {
      this(bytes, source, entriesPerSecond, durable, Target.LOG);
    }

    /** Whether latencies can be told: what reconciles adds entries at no known time. */
    public boolean openLoop() {
      return entriesPerSecond > 0 && target != Target.RECONCILE;
    }
  }

  /** Where the senders' log comes from. */
  public enum Source {
    /** Made up as it is read. */
    GENERATOR,
    /** A log file. */
    FILE,
    /** An etcd cluster, which clients write to. */
    ETCD
  }

  /** Where the entries go. */
  public enum Target {
    /** A receiver's log file, if it is to be durable; else nowhere. */
    LOG,
    /** An etcd cluster, which becomes a copy of the other. */
    ETCD,
    /** Either cluster has etcd with the same keys; both hear of, and compare, all updates. */
    RECONCILE;

    /** Whether there is etcd at the receiving end. */
    public boolean etcd() {
      return this != LOG;
    }
  }

  /**
   * Which process hosts which replica.
   *
   * @param each a process for each replica, or one for all of them
   * @param java options of these processes
   * @param limits of the network between them
   * @param bootstrap the Kafka brokers to use, as host:port separated by commas; null to start some
   *     for each run
   */
  public record Hosting(boolean each, List<String> java, Limits limits, String bootstrap) {
    /**
     * What these processes run with if nothing else is asked for. Entries live for some tens of
     * milliseconds, so half of the heap is for what is young.
     */
    public static final List<String> DEFAULT_JAVA = List.of("-XX:+UseParallelGC", "-XX:NewRatio=1");

    /**
     * What they run with in limited networks, where a machine has a process for each replica: the
     * optimising compilers of all of them at once would be what is measured for minutes.
     */
    public static final List<String> SHAPED_JAVA =
        List.of("-XX:+UseParallelGC", "-XX:NewRatio=1", "-XX:TieredStopAtLevel=1");

    /** What processes run with in such a network if nothing else is asked for. */
    public static List<String> defaultJava(Limits limits) {
      return limits.shaped() ? SHAPED_JAVA : DEFAULT_JAVA;
    }

    /**
     * How long the warm-up is at least if nothing else is asked for. Where a network is the limit,
     * what compilers held up at the start has filled queues, and windows take a while to get over
     * that.
     */
    public static double defaultWarmupSeconds(Limits limits) {
      return limits.shaped() ? 40 : 15;
    }

    /** Over the loopback interface, with brokers of its own. */
    public Hosting(boolean each, List<String> java) {
      this(each, java, Limits.NONE, null);
    }
  }

  /**
   * What the network is limited to (docs/network-shaping.md).
   *
   * @param nicMbit what each replica can send, and receive, in Mbit/s; 0 for no limit
   * @param pairMbit what goes from a replica of one cluster to one of the other; 0 for no limit
   * @param rttMillis the round trip between the clusters
   */
  public record Limits(int nicMbit, int pairMbit, int rttMillis) {
    /** The loopback interface as it is. */
    public static final Limits NONE = new Limits(0, 0, 0);

    /** Whether there is any. */
    public boolean shaped() {
      return !equals(NONE);
    }
  }

  /**
   * Checks what does not go together.
   *
   * @throws IllegalArgumentException saying what is wrong and what would be right
   */
  public void check() {
    clusters.check();
    for (String setting : settings.keySet()) {
      require(
          LinkContender.takes(setting) || KafkaContender.takes(setting),
          "--set: there is no setting " + setting);
    }
    require(
        clusters.faults() != Conduct.CRASHED || !systems.contains(KafkaContender.NAME),
        "KAFKA does not bear crashed senders: nobody else publishes their share of the log."
            + " Leave it out with --strategies");
    checkEtcd();
    if (hosting.limits().shaped()) {
      require(hosting.each(), "a shaped network needs --processes each");
      require(hosting.bootstrap() == null, "nothing leads from a shaped network to --bootstrap");
      ShapedSites.shape(this);
    }
  }

  private void checkEtcd() {
    Target target = workload.target();
    boolean source = workload.source() == Source.ETCD;
    require(source || !target.etcd(), "only what was read from etcd can go to etcd: --source etcd");
    require(
        workload.durable() || !target.etcd(),
        "what has come to etcd is durable: leave --acks memory out, or use --target log");
    require(
        target != Target.ETCD || !clusters.duplex(),
        "two clusters cannot be copies of each other; with --duplex use --target reconcile");
    require(target != Target.RECONCILE || clusters.duplex(), "--target reconcile needs --duplex");
    require(
        target != Target.RECONCILE || workload.bytes() >= Updates.LEAST_SHARED_BYTES,
        "--bytes: values to reconcile have %d or more".formatted(Updates.LEAST_SHARED_BYTES));
    require(
        !source || !hosting.limits().shaped(),
        "etcd runs on the loopback interface only; a shaped network takes --source file or"
            + " generator");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
