package io.picsou.sim.node;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Epochs;
import io.picsou.core.protocol.Evidence;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.Protocol;
import io.picsou.core.protocol.Side;
import java.util.Random;

/**
 * A replica's process as the real driver would run it: hands events to the protocol with its own
 * clock's time, sends what the protocol wants sent, and wakes it at its deadline. It may crash,
 * come back, and stop for a while.
 */
public abstract class Node<P extends Protocol> {
  /** How exactly timers go off. */
  private static final long GRANULARITY_NANOS = 1_000;

  private static final long NEVER = Long.MAX_VALUE;

  final World world;
  final Random random;
  private final Peer peer;
  private final boolean correct;
  private Link link;
  private P protocol;
  private SimClock clock;
  private int life;
  private long wakeAtNanos = NEVER;
  private long pausedUntilNanos;
  private boolean dead;

  Node(World world, Peer peer, Link link, boolean correct, long seed) {
    this.world = world;
    this.peer = peer;
    this.link = link;
    this.correct = correct;
    this.random = new Random(seed);
  }

  /** Which replica it is. */
  public final Peer peer() {
    return peer;
  }

  /** Whether it neither lies nor stays away for good; it may crash and come back, and pause. */
  public final boolean correct() {
    return correct;
  }

  /** The configuration that it runs under, or will when it starts. */
  public final Link link() {
    return link;
  }

  /** Whether it belongs to its cluster under its configuration. */
  public final boolean member() {
    Cluster cluster = peer.side() == Side.SENDING ? link.sending() : link.receiving();
    return peer.replica() < cluster.size();
  }

  /** Whether it is up. */
  public final boolean up() {
    return protocol != null;
  }

  /** The protocol while it is up, null otherwise. */
  public final P protocol() {
    return protocol;
  }

  /** Starts the process, for the first time or again; not one that is dead or no member. */
  public final void start() {
    if (up() || dead || !member()) {
      return;
    }
    life++;
    int drift = world.habits().driftPpm();
    long offset = random.nextLong() >> 12;
    clock = new SimClock(world.nowNanos(), offset, random.nextInt(2 * drift + 1) - drift);
    wakeAtNanos = NEVER;
    protocol = create();
    world.observer().started(this);
    protocol.tick(localNanos());
    settle();
  }

  /**
   * Kills the process.
   *
   * @param losesUnsynced whether what was not durable is lost
   */
  public final void crash(boolean losesUnsynced) {
    if (up()) {
      protocol = null;
      life++;
      forget(losesUnsynced);
      world.observer().stopped(this);
    }
  }

  /** Kills the process for good: nothing starts it again. */
  public final void die() {
    crash(true);
    dead = true;
  }

  /**
   * Tells the process of another configuration, unless it was told of a later one. One that becomes
   * a member starts; one that is none any more ends and keeps what is durable.
   */
  public final void reconfigure(Link next) {
    if (Epochs.of(link).isNewerThan(Epochs.of(next)) || link.equals(next)) {
      return;
    }
    boolean joins = !member();
    link = next;
    if (!member()) {
      crash(true);
    } else if (joins) {
      start();
    } else if (up()) {
      protocol.reconfigure(next, localNanos());
      settle();
    }
  }

  /** Takes in a message, if it is up. */
  public final void receive(Envelope in) {
    if (!up()) {
      return;
    }
    if (paused()) {
      world.events().at(pausedUntilNanos, () -> receive(in));
      return;
    }
    world.observer().received(this, in);
    protocol.handle(in, localNanos());
    settle();
  }

  /** Stops the process for a while, as a garbage collector does. */
  public final void pause(long nanos) {
    pausedUntilNanos = Math.max(pausedUntilNanos, world.nowNanos() + nanos);
  }

  /** Ends a pause. */
  public final void resume() {
    pausedUntilNanos = world.nowNanos();
  }

  /** Moves its clock forward at once. */
  public final void jumpClock(long nanos) {
    if (up()) {
      clock.jump(nanos);
      settle();
    }
  }

  /** A new instance of the protocol, made of what is durable. */
  abstract P create();

  /** Does what a driver does besides carrying messages. */
  abstract void act();

  /** The process is gone. */
  abstract void forget(boolean losesUnsynced);

  final long localNanos() {
    return clock.local(world.nowNanos());
  }

  /** Plans something that only this life of the process does, and not while it is paused. */
  final void in(long nanos, Runnable action) {
    int then = life;
    world.events().in(nanos, () -> inLife(then, action));
  }

  /** To be called when the protocol was given anything. */
  final void settle() {
    act();
    for (Envelope out = protocol.poll(); out != null; out = protocol.poll()) {
      world.observer().sent(this, out);
      world.wire().send(peer, out);
    }
    for (Evidence found = protocol.pollEvidence(); found != null; found = protocol.pollEvidence()) {
      world.observer().accused(this, found);
    }
    world.observer().settled(this);
    planWake();
  }

  private void inLife(int then, Runnable action) {
    if (life != then) {
      return;
    }
    if (paused()) {
      world.events().at(pausedUntilNanos, () -> inLife(then, action));
    } else {
      action.run();
    }
  }

  private void planWake() {
    long deadline = protocol.nextDeadlineNanos();
    if (deadline == Long.MAX_VALUE) {
      return;
    }
    long at = Math.max(clock.virtual(deadline), world.nowNanos() + GRANULARITY_NANOS);
    if (at < wakeAtNanos) {
      wakeAtNanos = at;
      in(at - world.nowNanos(), () -> wake(at));
    }
  }

  private void wake(long plannedNanos) {
    if (plannedNanos == wakeAtNanos) {
      wakeAtNanos = NEVER;
      protocol.tick(localNanos());
      settle();
    }
  }

  private boolean paused() {
    return pausedUntilNanos > world.nowNanos();
  }
}
