package io.picsou.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.picsou.core.cluster.Link;
import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.core.strategy.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A whole link with its applications: feeders that offer the same entries at every sender, and
 * drains that check and acknowledge what every receiver delivers.
 */
final class LinkFixture implements AutoCloseable {
  private static final Duration STEP = Duration.ofMillis(50);

  private Link link;
  private final EndpointOptions options;
  private final long entries;
  private final int payloadBytes;
  private final int runEntries;
  private final Map<Integer, SenderEndpoint> senders = new HashMap<>();
  private final Map<Integer, ReceiverEndpoint> receivers = new HashMap<>();
  private final Map<Integer, Long> delivered = new ConcurrentHashMap<>();
  private final Map<Integer, Long> quacked = new HashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  LinkFixture(Link link, EndpointOptions options, long entries, int payloadBytes, int runEntries) {
    this.link = link;
    this.options = options;
    this.entries = entries;
    this.payloadBytes = payloadBytes;
    this.runEntries = runEntries;
  }

  LinkFixture startAll() {
    for (int i = 0; i < link.receiving().size(); i++) {
      startReceiver(i);
    }
    for (int i = 0; i < link.sending().size(); i++) {
      startSender(i);
    }
    return this;
  }

  void startSender(int replica) {
    long after = quacked.getOrDefault(replica, 0L);
    SenderEndpoint sender = SenderEndpoint.open(link, replica, options, after);
    senders.put(replica, sender);
    start(() -> feed(sender));
  }

  /** Starts a receiver where it left off, as after a restart. */
  void startReceiver(int replica) {
    long after = delivered.getOrDefault(replica, 0L);
    ReceiverEndpoint receiver = ReceiverEndpoint.open(link, replica, options, after);
    receivers.put(replica, receiver);
    start(() -> drain(replica, receiver, after));
  }

  /** Whoever starts from now on starts under another configuration. */
  void configure(Link next) {
    link = next;
  }

  /** Stops a sender; it will go on behind its last QUACK. */
  void stopSender(int replica) {
    SenderEndpoint sender = senders.remove(replica);
    sender.close();
    quacked.put(replica, sender.quacked());
  }

  void stopReceiver(int replica) {
    receivers.remove(replica).close();
  }

  SenderEndpoint sender(int replica) {
    return senders.get(replica);
  }

  ReceiverEndpoint receiver(int replica) {
    return receivers.get(replica);
  }

  long delivered(int replica) {
    return delivered.getOrDefault(replica, 0L);
  }

  void awaitDelivered(int replica, long sequence) {
    await("delivery at receiver " + replica)
        .atMost(Duration.ofSeconds(60))
        .failFast(() -> assertThat(failure.get()).isNull())
        .untilAsserted(() -> assertThat(delivered(replica)).isGreaterThanOrEqualTo(sequence));
  }

  void awaitAllDelivered() {
    receivers.keySet().forEach(replica -> awaitDelivered(replica, entries));
  }

  private void feed(SenderEndpoint sender) throws InterruptedException {
    long next = sender.offered() + 1;
    while (next <= entries) {
      Frame run = Loopback.run(next, Math.min(entries, next + runEntries - 1), payloadBytes);
      if (sender.offer(run, STEP)) {
        next = run.last() + 1;
      }
      supplyHistory(sender);
    }
    while (!closed.await(STEP.toMillis(), TimeUnit.MILLISECONDS)) {
      supplyHistory(sender);
    }
  }

  private void supplyHistory(SenderEndpoint sender) throws InterruptedException {
    for (long wanted = sender.historyWanted(); wanted > 0; wanted = sender.historyWanted()) {
      long last = Math.min(entries, wanted + runEntries - 1);
      sender.history(Loopback.run(wanted, last, payloadBytes));
    }
  }

  private void drain(int replica, ReceiverEndpoint receiver, long after)
      throws InterruptedException {
    long expected = after + 1;
    boolean gaps = options.strategy() == Strategy.OST;
    while (true) {
      Frame run = receiver.poll(STEP);
      if (run == null) {
        continue;
      }
      for (Entry entry : run.entries()) {
        long sequence = entry.sequence();
        assertThat(sequence).isBetween(expected, gaps ? entries : expected);
        assertThat(entry.payload()).isEqualTo(Loopback.payload(sequence, payloadBytes));
        expected = sequence + 1;
      }
      delivered.put(replica, run.last());
      receiver.durable(run.last());
    }
  }

  /** What an application does; it ends when its endpoint is closed. */
  private interface Job {
    void run() throws InterruptedException;
  }

  private void start(Job job) {
    Thread thread =
        new Thread(
            () -> {
              try {
                job.run();
              } catch (IllegalStateException e) {
                if (e.getCause() != null) {
                  failure.compareAndSet(null, e);
                }
              } catch (InterruptedException | AssertionError e) {
                failure.compareAndSet(null, e);
              }
            });
    threads.add(thread);
    thread.start();
  }

  @Override
  public void close() {
    closed.countDown();
    senders.values().forEach(SenderEndpoint::close);
    receivers.values().forEach(ReceiverEndpoint::close);
    threads.forEach(
        thread -> {
          try {
            thread.join(5_000);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    assertThat(failure.get()).isNull();
  }
}
