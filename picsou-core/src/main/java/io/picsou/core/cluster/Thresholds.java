package io.picsou.core.cluster;

/**
 * The UpRight failure thresholds, in stake (docs/protocol.md, section 2).
 *
 * @param u the most stake that may fail in any way with the cluster still live
 * @param r the most of it that may fail by commission (lie) with the cluster still safe
 */
public record Thresholds(long u, long r) {
  public Thresholds {
    if (u < 0 || r < 0) {
      throw new IllegalArgumentException("u=" + u + ", r=" + r + ": neither may be negative");
    }
    if (r > u) {
      throw new IllegalArgumentException(
          "r=" + r + " is above u=" + u + ": liars count as failures too");
    }
  }

  /** Crash faults only: r = 0, u = ⌊(total-1)/2⌋. */
  public static Thresholds crash(long totalStake) {
    return new Thresholds((totalStake - 1) / 2, 0);
  }

  /** Byzantine faults: u = r = ⌊(total-1)/3⌋. */
  public static Thresholds byzantine(long totalStake) {
    return new Thresholds((totalStake - 1) / 3, (totalStake - 1) / 3);
  }
}
