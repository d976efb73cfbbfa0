package io.picsou.sim.node;

import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Peer;
import io.picsou.sim.event.EventQueue;

/**
 * What the replicas of one history share.
 *
 * @param events virtual time
 * @param log what the sending cluster commits
 * @param wire takes messages of a replica
 * @param observer watches
 * @param habits how fast disks and readers are
 */
public record World(
    EventQueue events, CommittedLog log, Wire wire, Observer observer, Habits habits) {
  /** Takes messages of a replica. */
  @FunctionalInterface
  public interface Wire {
    /** Sends a message to the peer that the envelope names. */
    void send(Peer from, Envelope out);
  }

  /**
   * What replicas do besides the protocol.
   *
   * @param readLagNanos the most that a sender learns of a commit late
   * @param syncNanos the most that it takes to make what was delivered durable
   * @param offsetNanos the pause between two commits of a sender's own offset
   * @param unsynced how many entries may be delivered and not durable
   * @param runLength how many entries a sender offers at a time
   * @param driftPpm how much clocks may be too fast or too slow, in millionths
   */
  public record Habits(
      long readLagNanos,
      long syncNanos,
      long offsetNanos,
      int unsynced,
      int runLength,
      int driftPpm) {}

  long nowNanos() {
    return events.nowNanos();
  }
}
