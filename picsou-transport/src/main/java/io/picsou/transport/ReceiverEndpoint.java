package io.picsou.transport;

import io.picsou.core.cluster.Link;
import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.ReceiverCounters;
import io.picsou.core.protocol.ReceiverProtocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One replica's receiving end of a link: listens for senders and for local peers, and delivers the
 * sending cluster's log in order.
 *
 * <p>{@link #poll} is for one thread at a time; everything else may be called by any thread.
 */
public final class ReceiverEndpoint implements AutoCloseable {
  /** What is delivered ahead of {@link #poll}. More only waits in the receive window. */
  static final long DELIVERY_BYTES = 8L << 20;

  private final ReceiverProtocol core;
  private final EndpointLoop loop;
  private CountersBean shown;
  private final int port;
  private final FrameQueue deliveries = new FrameQueue(DELIVERY_BYTES);
  private final AtomicLong durable = new AtomicLong();
  private volatile long delivered;

  /** Whether the driver may have more than found room. Set by the driver only. */
  private volatile boolean held;

  private volatile ReceiverCounters counters;

  private ReceiverEndpoint(Identity identity, ReceiverProtocol core, String address) {
    this.core = core;
    this.loop = new EndpointLoop(identity, core);
    this.delivered = core.delivered();
    this.durable.set(delivered);
    this.counters = core.counters();
    this.port = loop.listen(address);
  }

  /**
   * Opens the receiving end and binds its address.
   *
   * @param delivered everything up to this sequence was delivered before, durably
   * @throws IllegalArgumentException if the receiving cluster has no such replica
   * @throws java.io.UncheckedIOException if the address cannot be bound
   */
  public static ReceiverEndpoint open(
      Link link, int replica, EndpointOptions options, long delivered) {
    Identity identity = Identity.of(link, Peer.receiver(replica), options);
    return open(identity, options.strategy().receiver(link, replica, options.link(), delivered));
  }

  /**
   * Opens the receiving end with a protocol core of the caller's own instead of the strategy's, for
   * example one that misbehaves.
   */
  public static ReceiverEndpoint open(
      Link link, int replica, EndpointOptions options, ReceiverProtocol core) {
    return open(Identity.of(link, Peer.receiver(replica), options), core);
  }

  static ReceiverEndpoint open(Identity identity, ReceiverProtocol core) {
    String listen = identity.options().listen();
    String own = identity.link().receiving().replicas().get(identity.self().replica()).address();
    ReceiverEndpoint endpoint =
        new ReceiverEndpoint(identity, core, listen.isEmpty() ? own : listen);
    endpoint.show(identity);
    endpoint.loop.start(endpoint.new Delivery());
    return endpoint;
  }

  /**
   * The next run in sequence order, each entry exactly once, or null if none came in time.
   *
   * @throws IllegalStateException if the endpoint has failed or is closed
   */
  public Frame poll(Duration timeout) throws InterruptedException {
    loop.requireOpen();
    Frame next = deliveries.poll(timeout.toNanos());
    if (next == null) {
      loop.requireOpen();
      return null;
    }
    delivered = next.last();
    if (held) {
      loop.driver().wake();
    }
    return next;
  }

  /**
   * Says that every entry up to a sequence now survives a crash of this replica.
   *
   * @throws IllegalArgumentException if it is above {@link #delivered}
   */
  public void durable(long sequence) {
    if (sequence > delivered) {
      throw new IllegalArgumentException(
          "entry " + sequence + " cannot be durable, only " + delivered + " was delivered");
    }
    if (durable.getAndAccumulate(sequence, Math::max) < sequence) {
      loop.driver().wake();
    }
  }

  /** The highest sequence that {@link #poll} has returned. */
  public long delivered() {
    return delivered;
  }

  /** The port that it listens on. */
  public int port() {
    return port;
  }

  /** Why the endpoint stopped working, or null while it is healthy. */
  public Throwable failure() {
    return loop.driver().failure();
  }

  /** What the protocol did so far. */
  public ReceiverCounters counters() {
    return counters;
  }

  /** What the connections did so far. */
  public NetworkCounters network() {
    return loop.counters();
  }

  /** For people: one line per peer. */
  public String status() {
    return loop.status();
  }

  /** Stops receiving and disconnects, within two seconds. What was not polled comes again later. */
  @Override
  public void close() {
    loop.close();
    shown.close();
  }

  private void show(Identity identity) {
    shown =
        CountersBean.register(
            "receiver",
            identity.link().id(),
            identity.self().replica(),
            List.of(this::counters, this::network));
  }

  /** Moves runs from the core to the application, and back what became durable. */
  private final class Delivery implements EndpointLoop.Application {
    private final List<Frame> ready = new ArrayList<>();
    private long durableInCore = durable.get();

    @Override
    public boolean exchange(long nowNanos) {
      long reached = durable.get();
      if (reached > durableInCore) {
        durableInCore = reached;
        core.durable(reached, nowNanos);
      }
      held = true; // before there is no room, so that whoever makes some then notices
      deliver(deliveries.roomBytes());
      return false;
    }

    /** Hands over what is in order, as far as there is room, all at once. */
    private void deliver(long roomBytes) {
      long left = roomBytes;
      while (left > 0) {
        Frame next = core.deliver();
        if (next == null) {
          held = false;
          break;
        }
        ready.add(next);
        left -= next.sizeBytes();
      }
      deliveries.addAll(ready);
      ready.clear();
    }

    @Override
    public void publish() {
      counters = core.counters();
    }

    @Override
    public void stop() {
      deliveries.close();
    }
  }
}
