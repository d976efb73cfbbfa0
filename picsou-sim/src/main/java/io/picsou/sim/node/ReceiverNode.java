package io.picsou.sim.node;

import io.picsou.core.cluster.Link;
import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.ReceiverProtocol;

/** A replica of the receiving cluster: applies what is delivered and makes it durable. */
public final class ReceiverNode extends Node<ReceiverProtocol> {
  /** Makes the protocol. */
  @FunctionalInterface
  public interface Factory {
    /**
     * @param after what was delivered durably
     */
    ReceiverProtocol create(Link link, long after);
  }

  private final Factory factory;
  private long applied;
  private long durable;
  private boolean syncing;

  public ReceiverNode(
      World world, Peer peer, Link link, boolean correct, long seed, Factory factory) {
    super(world, peer, link, correct, seed);
    this.factory = factory;
  }

  /** Everything up to here was delivered. */
  public long applied() {
    return applied;
  }

  /** Everything up to here was delivered and survives a crash. */
  public long durable() {
    return durable;
  }

  @Override
  ReceiverProtocol create() {
    syncing = false;
    return factory.create(link(), durable);
  }

  @Override
  void act() {
    while (applied - durable < world.habits().unsynced()) {
      Frame run = protocol().deliver();
      if (run == null) {
        break;
      }
      world.observer().delivered(this, run);
      applied = run.last();
    }
    if (!syncing && applied > durable) {
      syncing = true;
      long upTo = applied;
      in(random.nextLong(world.habits().syncNanos() + 1), () -> synced(upTo));
    }
  }

  @Override
  void forget(boolean losesUnsynced) {
    if (losesUnsynced) {
      applied = durable;
    } else {
      durable = applied;
    }
  }

  private void synced(long upTo) {
    syncing = false;
    durable = upTo;
    protocol().durable(upTo, localNanos());
    settle();
  }
}
