package io.picsou.transport;

import io.picsou.core.cluster.Link;
import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.SenderCounters;
import io.picsou.core.protocol.SenderProtocol;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One replica's sending end of a link: connects to every receiver, and transmits this replica's
 * share of the committed log that the application offers.
 *
 * <p>{@link #offer} and {@link #history} are for one thread at a time; everything else may be
 * called by any thread.
 */
public final class SenderEndpoint implements AutoCloseable {
  /** The most runs that go into the core in one cycle. */
  private static final int BURST = 64;

  /** How long old entries may wait for the driver. */
  private static final Duration HISTORY_TIMEOUT = Duration.ofSeconds(30);

  /** How often a caller that waits for that looks whether the endpoint is still open. */
  private static final Duration HISTORY_CHECK = Duration.ofMillis(100);

  private final SenderProtocol core;
  private final EndpointLoop loop;
  private CountersBean shown;
  private final FrameQueue offers;
  private volatile long offered;
  private volatile long quacked;
  private volatile long historyWanted;
  private volatile SenderCounters counters;
  private volatile Runnable progress = () -> {};

  private SenderEndpoint(Identity identity, SenderProtocol core) {
    this.core = core;
    this.loop = new EndpointLoop(identity, core);
    this.offers = new FrameQueue(identity.options().batching().queueBytes());
    this.offered = core.offered();
    this.quacked = core.quacked();
    this.counters = core.counters();
  }

  /**
   * Opens the sending end; receivers need not be there yet.
   *
   * @param after everything up to this sequence is QUACKed already; the stream goes on behind it
   * @throws IllegalArgumentException if the sending cluster has no such replica
   */
  public static SenderEndpoint open(Link link, int replica, EndpointOptions options, long after) {
    Identity identity = Identity.of(link, Peer.sender(replica), options);
    return open(identity, options.strategy().sender(link, replica, options.link(), after));
  }

  /**
   * Opens the sending end with a protocol core of the caller's own instead of the strategy's, for
   * example one that misbehaves.
   */
  public static SenderEndpoint open(
      Link link, int replica, EndpointOptions options, SenderProtocol core) {
    return open(Identity.of(link, Peer.sender(replica), options), core);
  }

  static SenderEndpoint open(Identity identity, SenderProtocol core) {
    SenderEndpoint endpoint = new SenderEndpoint(identity, core);
    endpoint.show(identity);
    endpoint.loop.start(endpoint.new Feed());
    return endpoint;
  }

  /**
   * Appends committed entries to the stream.
   *
   * @param run starts at {@code offered() + 1}
   * @param timeout how long to wait for room in the window
   * @return false if there was no room in time: nothing was taken, offer the same run again
   * @throws IllegalArgumentException if the run starts elsewhere
   * @throws IllegalStateException if the endpoint has failed or is closed
   */
  public boolean offer(Frame run, Duration timeout) throws InterruptedException {
    loop.requireOpen();
    if (run.first() != offered + 1) {
      throw new IllegalArgumentException(
          run + " offered where entry " + (offered + 1) + " belongs");
    }
    if (!offers.offer(run, timeout.toNanos())) {
      loop.requireOpen();
      return false;
    }
    offered = run.last();
    loop.driver().wake();
    return true;
  }

  /** The highest sequence taken so far. */
  public long offered() {
    return offered;
  }

  /**
   * The highest contiguous QUACK: everything up to here is held by a correct receiver, and need not
   * be offered again after a restart.
   */
  public long quacked() {
    return quacked;
  }

  /**
   * The first of the old entries that a receiver needs and this endpoint no longer holds, or 0. The
   * application then reads its log again from there and passes it to {@link #history}.
   */
  public long historyWanted() {
    return historyWanted;
  }

  /**
   * Passes on old entries that {@link #historyWanted} asked for, and waits until the protocol has
   * taken them in; entries nobody asked for are ignored.
   *
   * @throws IllegalStateException if the endpoint has failed or is closed
   */
  public void history(Frame run) throws InterruptedException {
    loop.requireOpen();
    CountDownLatch taken = new CountDownLatch(1);
    loop.driver()
        .post(
            now -> {
              core.history(run, now);
              loop.transmit();
              historyWanted = core.historyWanted();
              taken.countDown();
            });
    long end = System.nanoTime() + HISTORY_TIMEOUT.toNanos();
    while (!taken.await(HISTORY_CHECK.toMillis(), TimeUnit.MILLISECONDS)) {
      loop.requireOpen();
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("the driver did not take " + run);
      }
    }
  }

  /**
   * Sets what runs whenever {@link #quacked} or {@link #historyWanted} changed; on the driver
   * thread, so it must be quick and not call back.
   */
  public void onProgress(Runnable listener) {
    progress = listener;
  }

  /** Why the endpoint stopped working, or null while it is healthy. */
  public Throwable failure() {
    return loop.driver().failure();
  }

  /** What the protocol did so far. */
  public SenderCounters counters() {
    return counters;
  }

  /** What the connections did so far. */
  public NetworkCounters network() {
    return loop.counters();
  }

  /** For people: one line per receiver. */
  public String status() {
    return loop.status();
  }

  /**
   * Stops sending and disconnects, within two seconds. What is not QUACKed is offered anew later.
   */
  @Override
  public void close() {
    loop.close();
    shown.close();
  }

  private void show(Identity identity) {
    shown =
        CountersBean.register(
            "sender",
            identity.link().id(),
            identity.self().replica(),
            List.of(this::counters, this::network));
  }

  /** Moves offered runs into the core. */
  private final class Feed implements EndpointLoop.Application {
    @Override
    public boolean exchange(long nowNanos) {
      if (!loop.reachable()) {
        return false;
      }
      for (int i = 0; i < BURST && !loop.congested(nowNanos); i++) {
        Frame run = offers.peek();
        if (run == null || !core.offer(run, nowNanos)) {
          return false;
        }
        offers.remove();
        loop.transmit();
      }
      return offers.peek() != null;
    }

    @Override
    public void publish() {
      counters = core.counters();
      if (quacked != core.quacked() || historyWanted != core.historyWanted()) {
        quacked = core.quacked();
        historyWanted = core.historyWanted();
        progress.run();
      }
    }

    @Override
    public void stop() {
      offers.close();
    }
  }
}
