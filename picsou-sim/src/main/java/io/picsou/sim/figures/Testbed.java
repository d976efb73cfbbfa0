package io.picsou.sim.figures;

import io.picsou.sim.net.NetworkOptions;
import io.picsou.sim.net.NetworkOptions.Chances;
import io.picsou.sim.net.NetworkOptions.Cpu;
import io.picsou.sim.net.NetworkOptions.Delays;
import io.picsou.sim.net.NetworkOptions.Rates;

/**
 * The machines and the network that an experiment runs on (docs/simulator.md). Immutable.
 *
 * @param nicBits bits per second of each replica's network card, in and out each
 * @param pairBits bits per second from a replica of one cluster to one of the other, or {@link
 *     NetworkOptions#UNLIMITED}
 * @param roundTripNanos between the clusters
 * @param batching how messages to one peer are gathered
 * @param costs what they cost processors
 */
public record Testbed(
    long nicBits, long pairBits, long roundTripNanos, Batching batching, Costs costs) {
  /** One way between two replicas of a data centre, and how much it varies. */
  static final long LOCAL_NANOS = 50_000;

  private static final long JITTER_NANOS = 20_000;

  /**
   * How messages to one peer are gathered.
   *
   * @param bytes a batch goes out once it has this many
   * @param lingerNanos how long a smaller one waits for more
   * @param windowBytes how much a connection has under way that the other end has not taken in
   * @param queueBytes how much waits for one peer before its sender pauses, twice
   */
  public record Batching(int bytes, long lingerNanos, long windowBytes, long queueBytes) {}

  /**
   * Processor time.
   *
   * @param cores among which what comes in is spread
   * @param intake to take in and verify, on one core
   * @param reading of a sender to read the log, whoever transmits it; on one core
   * @param nanosPerMessage of the one thread that runs the protocol, for each message in or out
   */
  public record Costs(int cores, Work intake, Work reading, double nanosPerMessage) {
    long intakeNanos(long bytes, long entries) {
      return (long) (intake.nanos(bytes, entries) / cores);
    }
  }

  /** What entries cost. */
  public record Work(double nanosPerByte, double nanosPerEntry) {
    double nanos(long bytes, long entries) {
      return nanosPerByte * bytes + nanosPerEntry * entries;
    }
  }

  /** Batches as published, windows and queues as the transport has them. */
  private static final Batching PUBLISHED = new Batching(200_000, 1_000_000, 2 << 20, 8 << 20);

  /** Measured with this implementation: see docs/simulator.md. */
  private static final Costs MEASURED = new Costs(8, new Work(0.9, 12), new Work(0.05, 31), 500);

  /** The published one: 15 Gbit/s, 8 vCPU, one data centre. */
  public static Testbed published() {
    return new Testbed(
        15_000_000_000L, NetworkOptions.UNLIMITED, 4 * LOCAL_NANOS, PUBLISHED, MEASURED);
  }

  /** The same with other network cards. */
  public Testbed withNic(long bits) {
    return new Testbed(bits, pairBits, roundTripNanos, batching, costs);
  }

  /**
   * The same with the clusters apart; connections may have as much under way as fits between them.
   */
  public Testbed withRegions(long newPairBits, long newRoundTripNanos) {
    long fits = (long) (newPairBits / 8e9 * newRoundTripNanos);
    Batching wide =
        new Batching(
            batching.bytes(),
            batching.lingerNanos(),
            Math.max(batching.windowBytes(), 2 * fits),
            Math.max(batching.queueBytes(), 4 * fits));
    return new Testbed(nicBits, newPairBits, newRoundTripNanos, wide, costs);
  }

  NetworkOptions network() {
    return new NetworkOptions(
        new Rates(nicBits, pairBits, Long.MAX_VALUE),
        new Delays(LOCAL_NANOS, roundTripNanos / 2, JITTER_NANOS, false),
        Chances.FAIR,
        new Cpu(0, 0));
  }
}
