package io.picsou.sim;

import io.picsou.sim.scenario.Scenario;

/**
 * What became of one history.
 *
 * @param violation what went wrong, or null
 * @param trace a hash over everything that happened; equal for equal scenarios
 */
public record Outcome(Scenario scenario, Failure violation, String trace, Totals totals) {
  /**
   * An invariant that did not hold.
   *
   * @param checker who noticed
   * @param message what is wrong
   * @param atNanos when, in virtual time
   */
  public record Failure(String checker, String message, long atNanos) {}

  /**
   * What happened.
   *
   * @param events events of the simulation
   * @param virtualNanos virtual time that passed
   * @param entries entries that were committed
   * @param copies copies of entries between the clusters
   * @param resends the part of them that were resends
   * @param localCopies copies of entries between receivers
   * @param ackBytes bytes of acknowledgments from receivers to senders
   * @param messages messages of any kind
   * @param mostBytes the most bytes of entries that a replica was seen to hold
   */
  public record Totals(
      long events,
      long virtualNanos,
      long entries,
      long copies,
      long resends,
      long localCopies,
      long ackBytes,
      long messages,
      long mostBytes) {}

  /** Whether every invariant held. */
  public boolean clean() {
    return violation == null;
  }
}
