package io.picsou.sim.figures;

/**
 * What Kafka cannot exceed: its protocol is not simulated, only its copies are counted. Entries go
 * from producers to three brokers, from each to the two others, and to every consumer; brokers do
 * nothing else and cost nothing else (docs/simulator.md). A bound, not a forecast.
 */
public final class KafkaBound {
  private static final int BROKERS = 3;
  private static final int REPLICATION = 3;

  private KafkaBound() {}

  /**
   * Entries per second at most.
   *
   * @param experiment its strategy is of no meaning; brokers stand beside the receivers
   */
  public static double entriesPerSecond(Experiment experiment) {
    Testbed testbed = experiment.testbed();
    int receivers = experiment.link().receiving().size();
    int senders = experiment.link().sending().size();
    double nic = testbed.nicBits() / 8.0;
    double outOfBroker = (REPLICATION - 1.0 + receivers) / BROKERS;
    double bytesPerSecond = Math.min(nic, nic / outOfBroker);
    if (testbed.pairBits() > 0) {
      bytesPerSecond = Math.min(bytesPerSecond, testbed.pairBits() / 8.0 * senders * BROKERS);
    }
    double rate = bytesPerSecond / experiment.load().bytes();
    double committed = experiment.load().entriesPerSecond();
    return committed > 0 ? Math.min(committed, rate) : rate;
  }
}
