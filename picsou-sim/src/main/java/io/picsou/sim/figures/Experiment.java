package io.picsou.sim.figures;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.protocol.Side;
import io.picsou.core.strategy.Strategy;

/**
 * One point of a graph.
 *
 * @param strategy the protocol
 * @param link both clusters
 * @param options the link's settings
 * @param load what the sending cluster commits
 * @param fault what replicas with index mod 3 = 2 do
 * @param testbed what it runs on
 */
public record Experiment(
    Strategy strategy, Link link, LinkOptions options, Load load, Fault fault, Testbed testbed) {
  /** Every so many replicas, one is faulty. */
  private static final int FAULTY_EVERY = 3;

  /**
   * The log.
   *
   * @param bytes the size of every payload
   * @param entriesPerSecond how fast it grows; 0 for as fast as it is taken
   */
  public record Load(int bytes, double entriesPerSecond) {}

  /** What faulty replicas do. */
  public enum Fault {
    NONE,
    /** On both sides: they drain the network, and do nothing else. */
    CRASHED,
    /** Receivers that acknowledge everything. */
    ACK_INF,
    /** Receivers that acknowledge nothing. */
    ACK_ZERO,
    /** Receivers whose acknowledgments trail by φ. */
    ACK_DELAY
  }

  Fault fault(Side side, int replica) {
    boolean faulty = replica % FAULTY_EVERY == FAULTY_EVERY - 1;
    return faulty && (side == Side.RECEIVING || fault == Fault.CRASHED) ? fault : Fault.NONE;
  }

  Cluster cluster(Side side) {
    return side == Side.SENDING ? link.sending() : link.receiving();
  }
}
