package io.picsou.sim.figures;

/**
 * What an experiment came out as.
 *
 * @param entriesPerSecond growth of what every correct receiver has
 * @param quacksPerSecond growth of the highest QUACK
 * @param traffic what moved while it was measured
 * @param events how many the simulation had
 */
public record Figures(
    double entriesPerSecond, double quacksPerSecond, Traffic traffic, long events) {
  /**
   * Bytes and copies, per entry that came to be everywhere.
   *
   * @param crossBytes from one cluster to the other
   * @param localBytes between receivers
   * @param ackBytes to senders
   * @param copies of the entry sent across
   * @param resent entries that were sent again, in all
   * @param dropped messages with entries that found no room on their way out, in all
   */
  public record Traffic(
      double crossBytes,
      double localBytes,
      double ackBytes,
      double copies,
      long resent,
      long dropped) {}
}
