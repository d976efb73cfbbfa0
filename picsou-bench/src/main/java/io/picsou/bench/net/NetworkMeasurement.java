package io.picsou.bench.net;

import java.util.List;

/**
 * What a shaped network was measured to be, in Mbit/s of TCP payload and ms. Figures are null where
 * there was nothing to measure.
 *
 * @param nicMbit hosts that send and receive at full speed, all at the same time, within their
 *     regions; not measured without a limit
 * @param pairMbit pairs of hosts across the regions, all at the same time, each host in one
 * @param sharedNicMbit what one host sends to several of the other region at the same time
 * @param localRttMillis the median round trip within a region
 * @param acrossRttMillis the median round trip between the regions
 * @param delay how it is made
 */
public record NetworkMeasurement(
    Spread nicMbit,
    Spread pairMbit,
    Shared sharedNicMbit,
    Double localRttMillis,
    Double acrossRttMillis,
    Delay delay) {

  /** Of figures that should be equal. */
  public record Spread(int count, double min, double median, double max) {
    /** Null if there are none. */
    static Spread of(List<Double> figures) {
      if (figures.isEmpty()) {
        return null;
      }
      List<Double> sorted = figures.stream().sorted().toList();
      int count = sorted.size();
      return new Spread(count, sorted.get(0), sorted.get(count / 2), sorted.get(count - 1));
    }
  }

  /**
   * @param total of all
   * @param each what each of them gets
   */
  public record Shared(double total, Spread each) {}
}
