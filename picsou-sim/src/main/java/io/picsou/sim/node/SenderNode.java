package io.picsou.sim.node;

import io.picsou.core.cluster.Link;
import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.SenderProtocol;

/** A replica of the sending cluster: reads the log and commits its offset up to the QUACK. */
public final class SenderNode extends Node<SenderProtocol> {
  /** Makes the protocol. */
  @FunctionalInterface
  public interface Factory {
    /**
     * @param after what is QUACKed already
     */
    SenderProtocol create(Link link, long after);
  }

  private final Factory factory;
  private long visible;
  private long offset;
  private long offsetAtNanos;
  private boolean readingAgain;

  public SenderNode(
      World world, Peer peer, Link link, boolean correct, long seed, Factory factory) {
    super(world, peer, link, correct, seed);
    this.factory = factory;
  }

  /** The cluster has committed something: this replica learns of it a little later. */
  public void committed() {
    long upTo = world.log().committed();
    long lag = random.nextLong(world.habits().readLagNanos() + 1);
    world.events().in(lag, () -> read(upTo));
  }

  /** The offset that it starts from after a crash. */
  public long offset() {
    return offset;
  }

  @Override
  SenderProtocol create() {
    readingAgain = false;
    return factory.create(link(), offset);
  }

  @Override
  void act() {
    long wanted = protocol().historyWanted();
    if (wanted > 0 && !readingAgain) {
      readingAgain = true;
      in(world.habits().readLagNanos(), () -> readAgain(wanted));
    }
    feed();
    if (world.nowNanos() - offsetAtNanos >= world.habits().offsetNanos()) {
      offsetAtNanos = world.nowNanos();
      offset = protocol().quacked();
    }
  }

  @Override
  void forget(boolean losesUnsynced) {
    // Its log and its offset are durable.
  }

  private void read(long upTo) {
    visible = Math.max(visible, upTo);
    if (up()) {
      in(0, this::settle);
    }
  }

  /** At every event: the window may be full, or the sender may wait for receivers that lag. */
  private void feed() {
    SenderProtocol sender = protocol();
    boolean room = true;
    while (sender.offered() < visible && room) {
      room = sender.offer(run(sender.offered() + 1), localNanos());
    }
  }

  private void readAgain(long from) {
    readingAgain = false;
    protocol().history(run(from), localNanos());
    settle();
  }

  private Frame run(long from) {
    return world.log().run(from, Math.min(visible, from + world.habits().runLength() - 1));
  }
}
