package io.picsou.sim.scenario;

import io.picsou.core.cluster.Link;
import io.picsou.core.protocol.Peer;
import io.picsou.sim.liar.ReceiverLie;
import io.picsou.sim.liar.SenderLie;
import java.util.List;

/** Something that goes wrong in a history. Times are virtual nanoseconds since its start. */
public sealed interface Fault {
  /** In {@link Crash#backAtNanos}: it stays down. */
  long NEVER = Long.MAX_VALUE;

  /** Whom it happens to. */
  List<Peer> victims();

  /** Whether it makes its victims count as failed for good, against u. */
  default boolean permanent() {
    return false;
  }

  /** Whether it makes its victims count as liars, against r. */
  default boolean lie() {
    return false;
  }

  /** Its kind, for reports. */
  default String kind() {
    return getClass().getSimpleName();
  }

  /** Something that happens to one replica. */
  sealed interface Single extends Fault {
    Peer peer();

    @Override
    default List<Peer> victims() {
      return List.of(peer());
    }
  }

  /**
   * The process is killed.
   *
   * @param backAtNanos when it is started again, or {@link #NEVER}
   * @param losesUnsynced whether what was not durable is lost
   */
  record Crash(Peer peer, long atNanos, long backAtNanos, boolean losesUnsynced) implements Single {
    @Override
    public boolean permanent() {
      return backAtNanos == NEVER;
    }
  }

  /** The process stands still for a while. */
  record Pause(Peer peer, long atNanos, long forNanos) implements Single {}

  /** The process' clock jumps forward. */
  record ClockJump(Peer peer, long atNanos, long byNanos) implements Single {}

  /** The process' processor becomes slower by a factor until the liveness phase. */
  record SlowNode(Peer peer, long atNanos, int factor) implements Single {}

  /**
   * The process runs with a configuration that the others do not have, and is told of no change.
   *
   * @param epochOff how far its epoch of the receiving cluster is off; 0 for what is right until
   *     the clusters change
   */
  record StaleConfig(Peer peer, long epochOff) implements Single {
    @Override
    public boolean permanent() {
      return true;
    }
  }

  /**
   * The clusters change, members, stakes and thresholds; every replica is told at a time of its
   * own. No fault of anybody's, but what a history has to survive.
   *
   * @param next has higher epochs of both clusters than what is configured before
   * @param spreadNanos how much later than {@code atNanos} the last replica is told
   */
  record Reconfiguration(long atNanos, long spreadNanos, Link next) implements Fault {
    @Override
    public List<Peer> victims() {
      return List.of();
    }
  }

  /** A receiver lies. */
  record LyingReceiver(Peer peer, ReceiverLie lieOf) implements Single {
    @Override
    public boolean permanent() {
      return true;
    }

    @Override
    public boolean lie() {
      return true;
    }

    @Override
    public String kind() {
      return "receiver " + lieOf;
    }
  }

  /** A sender lies. */
  record LyingSender(Peer peer, SenderLie lieOf) implements Single {
    @Override
    public boolean permanent() {
      return true;
    }

    @Override
    public boolean lie() {
      return true;
    }

    @Override
    public String kind() {
      return "sender " + lieOf;
    }
  }

  /**
   * Some replicas are cut off from all others for a while.
   *
   * @param inward whether messages to them are lost
   * @param outward whether messages from them are lost
   */
  record Partition(
      List<Peer> victims, long atNanos, long untilNanos, boolean inward, boolean outward)
      implements Fault {
    public Partition {
      victims = List.copyOf(victims);
    }

    @Override
    public String kind() {
      return inward && outward ? "Partition" : "OneWayPartition";
    }
  }
}
