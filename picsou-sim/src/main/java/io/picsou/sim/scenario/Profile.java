package io.picsou.sim.scenario;

/** What kind of trouble a history is about; what can be promised exactly depends on it. */
public enum Profile {
  /** Nothing fails; messages take varying times and overtake each other. Costs are exact. */
  CALM,
  /** Up to r receivers lie in their acknowledgments and nothing else fails: no resends. */
  ACK_LIARS,
  /** Up to u on either side are gone or lie from the start, the network is fair: few resends. */
  DEAD,
  /** The network loses, repeats, splits; every replica is correct and stays up. */
  NETWORK,
  /** Replicas crash, all of them if need be, and come back, with a fair network. */
  RESTARTS,
  /**
   * The clusters change while entries flow, replicas crash and come back around it, some may be
   * gone for good or lie, and the network may lose.
   */
  EPOCHS,
  /** Everything at once, often changes of the clusters, too. */
  STORM
}
