package io.picsou.core.strategy;

import io.picsou.core.cluster.Link;
import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.Protocol;
import io.picsou.core.protocol.ReceiverProtocol;
import io.picsou.core.protocol.SenderProtocol;
import io.picsou.core.protocol.Side;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.LongToIntFunction;

/**
 * A link in virtual time: one seed, one event queue, a network that delays, reorders, repeats and
 * loses, replicas that crash and come back with what was durable.
 */
final class LinkSimulation {
  private record Event(long atNanos, long order, Runnable action) {}

  static final long MILLIS = 1_000_000;

  /** A replica's process: its protocol while it is up, and what survives when it goes down. */
  private final class Node {
    final Peer peer;
    Protocol protocol;
    Link link;
    int life;
    long durable;
    long wakeAt = Long.MAX_VALUE;
    long pausedUntil;

    Node(Peer peer, Link link) {
      this.peer = peer;
      this.link = link;
    }
  }

  private final Strategy strategy;
  final Link link;
  final LinkOptions options;
  final List<List<Frame>> deliveredBy = new ArrayList<>();
  double loss;
  double repeat;
  long minDelayNanos = MILLIS / 10;
  long maxDelayNanos = MILLIS;
  long durableDelayNanos = 3 * MILLIS;
  int runLength = 50;
  LongToIntFunction payloadBytes = sequence -> 20;
  private final Random random;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(
          (a, b) ->
              a.atNanos != b.atNanos
                  ? Long.compare(a.atNanos, b.atNanos)
                  : Long.compare(a.order, b.order));
  private final List<Node> senders = new ArrayList<>();
  private final List<Node> receivers = new ArrayList<>();
  private long now = 1;
  private long order;
  private long committed;
  long resent;
  long sent;
  long forwarded;
  long fromHistory;

  /** Frames from senders that the network lost. */
  final List<Frame> lost = new ArrayList<>();

  LinkSimulation(Strategy strategy, long seed, Link link, LinkOptions options) {
    this.strategy = strategy;
    this.random = new Random(seed);
    this.link = link;
    this.options = options;
    join(link);
  }

  /** Adds the members that a configuration has and that were not there before; they are down. */
  void join(Link next) {
    while (senders.size() < next.sending().size()) {
      senders.add(new Node(Peer.sender(senders.size()), next));
    }
    while (receivers.size() < next.receiving().size()) {
      receivers.add(new Node(Peer.receiver(receivers.size()), next));
      deliveredBy.add(new ArrayList<>());
    }
  }

  /** A replica learns of a configuration; one that is no member of it ends, a new one starts. */
  void reconfigure(Peer peer, Link next) {
    Node node = node(peer);
    boolean member =
        peer.replica() < (peer.side() == Side.SENDING ? next.sending() : next.receiving()).size();
    node.link = next;
    if (!member) {
      if (node.protocol != null) {
        crash(peer);
      }
    } else if (node.protocol == null) {
      start(node);
    } else {
      node.protocol.reconfigure(next, now);
      drain(node);
    }
  }

  /** The configuration that a replica was told of last. */
  Link configuration(Peer peer) {
    return node(peer).link;
  }

  int senderCount() {
    return senders.size();
  }

  boolean isUp(Peer peer) {
    return node(peer).protocol != null;
  }

  /** A replica does nothing for a while; what comes meanwhile waits for it. */
  void pause(Peer peer, long forNanos) {
    node(peer).pausedUntil = now + forNanos;
  }

  long resentByLiving() {
    return senders.stream()
        .filter(node -> node.protocol != null)
        .mapToLong(node -> sender(node).counters().entriesResent())
        .sum();
  }

  /** Lets a replica act, once its pause is over; not at all if it has crashed meanwhile. */
  private void act(Node node, Runnable action) {
    act(node, node.life, action);
  }

  private void act(Node node, int life, Runnable action) {
    if (node.life != life || node.protocol == null) {
      return;
    }
    if (node.pausedUntil > now) {
      at(node.pausedUntil - now, () -> act(node, life, action));
    } else {
      action.run();
    }
  }

  void startAll() {
    startReceivers();
    senders.forEach(this::start);
  }

  void startReceivers() {
    receivers.forEach(this::start);
  }

  void commit(long entries) {
    committed += entries;
  }

  void crash(Peer peer) {
    Node node = node(peer);
    collect(node);
    node.protocol = null;
    node.life++;
    if (peer.side() == Side.RECEIVING) {
      deliveredBy.get(peer.replica()).removeIf(frame -> frame.first() > node.durable);
    }
  }

  void restart(Peer peer) {
    start(node(peer));
  }

  /** What everyone that is up has delivered durably. */
  boolean complete() {
    return receivers.stream().allMatch(r -> r.protocol == null || r.durable == committed)
        && senders.stream().allMatch(s -> s.protocol == null || sender(s).quacked() == committed);
  }

  /** Runs until something holds or virtual time is over. */
  boolean run(long forNanos, java.util.function.BooleanSupplier until) {
    long end = now + forNanos;
    while (!until.getAsBoolean()) {
      Event event = events.peek();
      if (event == null || event.atNanos > end) {
        now = end;
        return false;
      }
      events.remove();
      now = Math.max(now, event.atNanos);
      event.action.run();
    }
    return true;
  }

  void at(long inNanos, Runnable action) {
    events.add(new Event(now + inNanos, order++, action));
  }

  void collectAll() {
    senders.forEach(this::collect);
    receivers.forEach(this::collect);
  }

  /** Counts what those who are up have done since they started, and forgets the others. */
  void countAgain() {
    sent = 0;
    resent = 0;
    fromHistory = 0;
    forwarded = 0;
    collectAll();
  }

  long quacked(int sender) {
    return sender(senders.get(sender)).quacked();
  }

  long durable(int receiver) {
    return receivers.get(receiver).durable;
  }

  /** The entry that clusters of this link commit. */
  Entry entry(long sequence) {
    return entry(sequence, payloadBytes.applyAsInt(sequence));
  }

  static Entry entry(long sequence, int bytes) {
    byte[] payload = ("entry " + sequence).getBytes(StandardCharsets.UTF_8);
    return Entry.of(sequence, java.util.Arrays.copyOf(payload, Math.max(bytes, payload.length)));
  }

  private void start(Node node) {
    if (node.peer.side() == Side.SENDING) {
      node.protocol = strategy.sender(node.link, node.peer.replica(), options, node.durable);
      feed(node, node.life);
    } else {
      node.protocol = strategy.receiver(node.link, node.peer.replica(), options, node.durable);
    }
    node.protocol.tick(now);
    drain(node);
  }

  /** Every sender reads the same log, at its own pace. */
  private void feed(Node node, int life) {
    if (node.life == life) {
      act(node, () -> read(node, life));
    }
  }

  private void read(Node node, int life) {
    SenderProtocol sender = sender(node);
    long wanted = sender.historyWanted();
    if (wanted > 0) {
      sender.history(run(wanted, committed), now);
    }
    while (sender.offered() < committed
        && sender.offer(run(sender.offered() + 1, committed), now)) {
      node.durable = sender.quacked();
    }
    node.durable = sender.quacked();
    drain(node);
    at(MILLIS + random.nextLong(MILLIS), () -> feed(node, life));
  }

  private Frame run(long from, long to) {
    List<Entry> entries = new ArrayList<>();
    for (long k = from; k <= Math.min(to, from + runLength - 1); k++) {
      entries.add(entry(k));
    }
    return Frame.of(entries);
  }

  private void drain(Node node) {
    for (Envelope out = node.protocol.poll(); out != null; out = node.protocol.poll()) {
      transmit(node, out);
    }
    if (node.protocol instanceof ReceiverProtocol receiver) {
      deliver(node, receiver);
    }
    long deadline = node.protocol.nextDeadlineNanos();
    if (deadline != Long.MAX_VALUE && (deadline < node.wakeAt || node.wakeAt <= now)) {
      node.wakeAt = Math.max(deadline, now + 1);
      int life = node.life;
      at(
          node.wakeAt - now,
          () -> {
            if (node.life == life) {
              act(
                  node,
                  () -> {
                    node.protocol.tick(now);
                    drain(node);
                  });
            }
          });
    }
  }

  private void transmit(Node from, Envelope out) {
    int copies = random.nextDouble() < loss ? 0 : random.nextDouble() < repeat ? 2 : 1;
    if (copies == 0 && out.message() instanceof Message.Data data) {
      lost.add(data.frame());
    }
    for (int i = 0; i < copies; i++) {
      long delay = minDelayNanos + random.nextLong(maxDelayNanos - minDelayNanos + 1);
      Envelope in = new Envelope(from.peer, out.epochs(), out.message());
      at(
          delay,
          () -> {
            Node to = node(out.peer());
            act(
                to,
                () -> {
                  to.protocol.handle(in, now);
                  drain(to);
                });
          });
    }
  }

  private void deliver(Node node, ReceiverProtocol receiver) {
    for (Frame run = receiver.deliver(); run != null; run = receiver.deliver()) {
      deliveredBy.get(node.peer.replica()).add(run);
      long last = run.last();
      int life = node.life;
      at(
          durableDelayNanos,
          () -> {
            if (node.life == life) {
              node.durable = last;
              receiver.durable(last, now);
              drain(node);
            }
          });
    }
  }

  private void collect(Node node) {
    if (node.protocol instanceof SenderProtocol sender) {
      sent += sender.counters().entriesSent();
      resent += sender.counters().entriesResent();
      fromHistory += sender.counters().entriesFromHistory();
    } else if (node.protocol instanceof ReceiverProtocol receiver) {
      forwarded += receiver.counters().entriesForwarded();
    }
  }

  private Node node(Peer peer) {
    return (peer.side() == Side.SENDING ? senders : receivers).get(peer.replica());
  }

  private static SenderProtocol sender(Node node) {
    return (SenderProtocol) node.protocol;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("at " + now / MILLIS + " ms of " + committed);
    for (Node node : senders) {
      text.append("\n").append(node.peer).append(node.protocol == null ? " down" : " ");
      if (node.protocol instanceof SenderProtocol sender) {
        text.append("offered ").append(sender.offered()).append(" quacked ");
        text.append(sender.quacked()).append(" wants ").append(sender.historyWanted());
        text.append(' ').append(sender.counters());
      }
    }
    for (Node node : receivers) {
      text.append("\n").append(node.peer).append(node.protocol == null ? " down" : " ");
      text.append("durable ").append(node.durable);
      if (node.protocol instanceof ReceiverProtocol receiver) {
        text.append(" delivered ").append(receiver.delivered()).append(' ');
        text.append(receiver.counters());
      }
    }
    return text.toString();
  }
}
