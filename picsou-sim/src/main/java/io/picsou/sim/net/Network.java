package io.picsou.sim.net;

import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.Side;
import io.picsou.sim.event.EventQueue;
import java.util.Random;

/**
 * Carries messages in virtual time. A message waits for its sender's network card, then for the
 * bandwidth between the two replicas, travels, and waits for the receiver's card and processor.
 * Everything without entries goes ahead of what waits, as in the real outbox. Queues of entries are
 * bounded, what does not fit is dropped.
 */
public final class Network {
  /** Where messages go. */
  @FunctionalInterface
  public interface Destination {
    /**
     * A message has arrived and was paid for.
     *
     * @param from who really sent it
     */
    void arrived(Peer from, Peer to, Envelope in);
  }

  private final EventQueue events;
  private final Random random;
  private final Destination destination;
  private final int senders;
  private final Port[] ports;
  private final Pipe[] pipes;
  private NetworkOptions options;
  private long messages;
  private long bytes;
  private long lost;
  private long repeated;
  private long dropped;
  private long cut;

  /** A network between two clusters of these sizes. */
  public Network(
      EventQueue events,
      Random random,
      NetworkOptions options,
      int senders,
      int receivers,
      Destination destination) {
    this.events = events;
    this.random = random;
    this.options = options;
    this.destination = destination;
    this.senders = senders;
    this.ports = new Port[senders + receivers];
    this.pipes = new Pipe[ports.length * ports.length];
    for (int i = 0; i < ports.length; i++) {
      ports[i] = new Port();
    }
    for (int i = 0; i < pipes.length; i++) {
      pipes[i] = new Pipe();
    }
  }

  /** Sends what a replica's protocol wants sent; the envelope names its destination. */
  public void send(Peer from, Envelope out) {
    int size = WireSize.of(out.message());
    boolean ahead = !WireSize.carriesEntries(out.message());
    Pipe pipe = pipe(from, out.peer());
    messages++;
    bytes += size;
    if (!ahead && !pipe.fits(size, options.rates().queueBytes(), events.nowNanos())) {
      dropped++;
      return;
    }
    long leaves = leaves(from, out.peer(), size, ahead);
    if (!ahead) {
      pipe.queue(size, leaves, events.nowNanos());
    }
    if (pipe.blocked()) {
      cut++;
    } else if (random.nextDouble() < options.chances().loss()) {
      lost++;
    } else {
      travel(from, out, size, leaves);
      if (random.nextDouble() < options.chances().repeat()) {
        repeated++;
        travel(from, out, size, leaves);
      }
    }
  }

  /**
   * Carries a batch of a caller that keeps its own queues: nothing of it is lost, repeated or cut.
   *
   * @param ahead whether it goes ahead of what waits
   * @param workNanos how long the receiver's processor is busy with it
   * @param arrival runs when it has arrived and was paid for
   */
  public void carry(
      Peer from, Peer to, int bytes, boolean ahead, long workNanos, Runnable arrival) {
    messages++;
    this.bytes += bytes;
    travel(from, to, bytes, leaves(from, to, bytes, ahead), workNanos, arrival);
  }

  /** Cuts or heals the way from one replica to another; cuts add up. */
  public void block(Peer from, Peer to, boolean blocked) {
    pipe(from, to).block(blocked ? 1 : -1);
  }

  /** From now on nothing is lost or repeated by chance, and every cut is healed. */
  public void heal() {
    options = options.with(NetworkOptions.Chances.FAIR);
  }

  /** Makes a replica's processor this many times slower than it should be. */
  public void slow(Peer replica, int factor) {
    ports[index(replica)].slowness(factor);
  }

  /** What happened so far. */
  public NetworkCounters counters() {
    return new NetworkCounters(messages, bytes, lost, repeated, dropped, cut);
  }

  /** Bytes that a replica has sent. */
  public long bytesOut(Peer replica) {
    return ports[index(replica)].bytesOut();
  }

  /** Bytes that a replica has received. */
  public long bytesIn(Peer replica) {
    return ports[index(replica)].bytesIn();
  }

  private long leaves(Peer from, Peer to, int size, boolean ahead) {
    NetworkOptions.Rates rates = options.rates();
    long nic = NetworkOptions.transferNanos(size, rates.nicBits());
    long ready = ports[index(from)].out(size, nic, ahead, events.nowNanos());
    if (from.side() == to.side()) {
      return ready;
    }
    long pair = NetworkOptions.transferNanos(size, rates.pairBits());
    // The card and the pair work at the same time; the slower of them decides.
    return Math.max(ready, pipe(from, to).leaves(ready - Math.min(nic, pair), pair, ahead));
  }

  private void travel(Peer from, Envelope out, int size, long leaves) {
    Peer to = out.peer();
    Envelope in = new Envelope(from, out.epochs(), out.message());
    long work = options.cpu().workNanos(size);
    travel(from, to, size, leaves, work, () -> destination.arrived(from, to, in));
  }

  private void travel(Peer from, Peer to, int size, long leaves, long workNanos, Runnable arrival) {
    NetworkOptions.Delays delays = options.delays();
    long delay = from.side() == to.side() ? delays.localNanos() : delays.crossNanos();
    if (delays.jitterNanos() > 0) {
      delay += random.nextLong(delays.jitterNanos() + 1);
    }
    long arrivesAt = leaves + delay;
    if (!delays.reorders()) {
      arrivesAt = pipe(from, to).inOrder(arrivesAt);
    }
    events.at(arrivesAt, () -> comeIn(to, size, workNanos, arrival));
  }

  private void comeIn(Peer to, int size, long workNanos, Runnable arrival) {
    long nic = NetworkOptions.transferNanos(size, options.rates().nicBits());
    long done = ports[index(to)].in(size, nic, workNanos, events.nowNanos());
    if (done <= events.nowNanos()) {
      arrival.run();
    } else {
      events.at(done, arrival);
    }
  }

  private Pipe pipe(Peer from, Peer to) {
    return pipes[index(from) * ports.length + index(to)];
  }

  private int index(Peer peer) {
    return peer.side() == Side.SENDING ? peer.replica() : senders + peer.replica();
  }
}
