package io.picsou.sim.net;

/**
 * The network between and inside both clusters, and what messages cost their receivers.
 *
 * @param rates how fast bytes move
 * @param delays how long they take on top of that
 * @param chances what happens to messages at random
 * @param cpu what a message costs the replica that takes it in
 */
public record NetworkOptions(Rates rates, Delays delays, Chances chances, Cpu cpu) {
  /** A rate without limit. */
  public static final long UNLIMITED = 0;

  /**
   * Bandwidth.
   *
   * @param nicBits bits per second of each replica's network card, in and out each, or {@link
   *     #UNLIMITED}
   * @param pairBits bits per second from one replica to one of the other cluster, or {@link
   *     #UNLIMITED}
   * @param queueBytes how many bytes of entries may wait at a replica for one other; what exceeds
   *     it is dropped. A first message always fits
   */
  public record Rates(long nicBits, long pairBits, long queueBytes) {}

  /**
   * Propagation.
   *
   * @param localNanos one way between replicas of one cluster
   * @param crossNanos one way between the clusters
   * @param jitterNanos at most this is added, evenly distributed, message by message
   * @param reorders whether a message may overtake another between the same two replicas
   */
  public record Delays(long localNanos, long crossNanos, long jitterNanos, boolean reorders) {}

  /**
   * Bad luck, as probabilities for each message.
   *
   * @param loss that it vanishes
   * @param repeat that it arrives twice
   */
  public record Chances(double loss, double repeat) {
    /** Everything arrives once. */
    public static final Chances FAIR = new Chances(0, 0);
  }

  /** Processing. */
  public record Cpu(long nanosPerMessage, double nanosPerByte) {
    /** How long a message of this size keeps a processor busy. */
    long workNanos(int bytes) {
      return nanosPerMessage + (long) (nanosPerByte * bytes);
    }
  }

  /** The same network with other chances. */
  public NetworkOptions with(Chances other) {
    return new NetworkOptions(rates, delays, other, cpu);
  }

  /** How long a number of bytes takes at a rate. */
  static long transferNanos(long bytes, long bitsPerSecond) {
    return bitsPerSecond == UNLIMITED
        ? 0
        : Math.multiplyExact(bytes, 8_000_000_000L) / bitsPerSecond;
  }
}
