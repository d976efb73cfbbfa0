package io.picsou.core.baseline;

import io.picsou.core.cluster.Link;
import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Ack;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.EpochCounters;
import io.picsou.core.protocol.Epochs;
import io.picsou.core.protocol.Evidence;
import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.ReceiverCounters;
import io.picsou.core.protocol.ReceiverProtocol;
import io.picsou.core.protocol.Side;
import io.picsou.core.stream.AckPacer;
import io.picsou.core.stream.EntryStore;
import io.picsou.core.stream.EvidenceLog;
import java.util.ArrayDeque;

/**
 * The receiving half of all-to-all, and what those of leader-to-leader and OTU build on: takes
 * entries from senders, drops what it has already, delivers in order, and acknowledges to every
 * sender at Picsou's pace (docs/protocol.md, sections 5 and 11).
 */
public class BaselineReceiver implements ReceiverProtocol {
  final Link link;
  final int self;
  final EntryStore store;
  private final int phi;
  private final boolean fromMemory;
  private final Epochs epochs;
  private final AckPacer senderAcks;
  private final ArrayDeque<Envelope> out = new ArrayDeque<>();
  private final EvidenceLog evidence = new EvidenceLog();
  private EpochCounters otherEpochs = EpochCounters.ZERO;
  private long durable;
  private long deadlineNanos = Long.MAX_VALUE;

  private long entriesReceived;
  private long entriesFromPeers;
  private long duplicates;
  private long dropped;
  private long entriesForwarded;
  private long fetches;
  private long acksSent;

  /**
   * @param self this replica's id in the receiving cluster
   * @param delivered everything up to this sequence was delivered before, durably
   */
  public BaselineReceiver(Link link, int self, LinkOptions options, long delivered) {
    this.link = link;
    this.self = self;
    this.phi = options.phi();
    this.fromMemory = options.acks() == LinkOptions.Acks.MEMORY;
    this.epochs = new Epochs(link.sending().epoch(), link.receiving().epoch());
    this.store = new EntryStore(options.receiveWindowBytes(), 0, delivered);
    this.senderAcks = pacer(link.sending().size(), options);
    this.durable = delivered;
  }

  static AckPacer pacer(int others, LinkOptions options) {
    long interval = options.ackInterval().toNanos();
    long refresh = Math.max(interval, options.minReorderWindow().toNanos() / 2);
    return new AckPacer(others, interval, refresh);
  }

  @Override
  public void stretchAcks(double times) {
    senderAcks.stretch(times);
  }

  @Override
  public final void handle(Envelope envelope, long nowNanos) {
    Peer peer = envelope.peer();
    if (!envelope.epochs().equals(epochs)) {
      otherEpochs = otherEpochs.plus(envelope.epochs(), epochs);
    } else if (!known(peer) || !dispatch(peer, envelope.message(), nowNanos)) {
      evidence.add(peer, Evidence.Rule.WRONG_ROLE, 0);
    }
    work(nowNanos);
  }

  private boolean known(Peer peer) {
    return peer.side() == Side.SENDING
        ? peer.replica() < link.sending().size()
        : peer.replica() < link.receiving().size() && peer.replica() != self;
  }

  private boolean dispatch(Peer peer, Message message, long nowNanos) {
    return peer.side() == Side.SENDING
        ? fromSender(peer.replica(), message, nowNanos)
        : fromPeer(peer.replica(), message, nowNanos);
  }

  /** Takes in what a sender sent; false for a message that it does not send. */
  boolean fromSender(int sender, Message message, long nowNanos) {
    if (message instanceof Message.Data data) {
      entriesReceived += add(data.frame());
    } else if (message instanceof Message.Probe) {
      acknowledge(Peer.sender(sender));
    } else {
      return false;
    }
    return true;
  }

  /** Takes in what a local peer sent; false for a message that it does not send. */
  boolean fromPeer(int peer, Message message, long nowNanos) {
    return false;
  }

  /** Takes in entries that a local peer forwarded. */
  final void addForwarded(Frame frame) {
    entriesFromPeers += add(frame);
  }

  /** Stores what is new of a frame; returns how many entries that are. */
  private int add(Frame frame) {
    int fresh = 0;
    for (Frame part : store.missingOf(frame)) {
      fresh += part.count();
      if (store.add(part)) {
        changed();
      } else {
        dropped += part.count();
      }
      onNew(part);
    }
    duplicates += frame.count() - fresh;
    return fresh;
  }

  /** Is told of every new part, whether or not the window had room for it. */
  void onNew(Frame part) {}

  @Override
  public final void tick(long nowNanos) {
    work(nowNanos);
  }

  @Override
  public final long nextDeadlineNanos() {
    return deadlineNanos;
  }

  @Override
  public final Envelope poll() {
    return out.poll();
  }

  @Override
  public final EpochCounters epochCounters() {
    return otherEpochs;
  }

  @Override
  public final Evidence pollEvidence() {
    return evidence.poll();
  }

  @Override
  public Frame deliver() {
    Frame next = store.deliver();
    store.release(store.delivered());
    return next;
  }

  @Override
  public final long delivered() {
    return store.delivered();
  }

  @Override
  public void durable(long sequence, long nowNanos) {
    if (sequence > store.delivered()) {
      throw new IllegalArgumentException(
          "entry " + sequence + " cannot be durable, only " + store.delivered() + " was delivered");
    }
    if (sequence > durable) {
      durable = sequence;
      changed();
    }
    work(nowNanos);
  }

  @Override
  public final ReceiverCounters counters() {
    return new ReceiverCounters(
        entriesReceived,
        entriesFromPeers,
        duplicates,
        dropped,
        entriesForwarded,
        fetches,
        acksSent);
  }

  final Ack ack() {
    return new Ack(fromMemory ? store.held() : durable, store.held(), store.phiList(phi));
  }

  final void forward(int peer, Frame part, Ack mine) {
    entriesForwarded += part.count();
    transmit(Peer.receiver(peer), new Message.Forward(part, mine));
  }

  final void fetch(int sender, long first, long last) {
    fetches++;
    transmit(Peer.sender(sender), new Message.Fetch(first, last, ack()));
  }

  final void acknowledge(Peer peer) {
    acksSent += peer.side() == Side.SENDING ? 1 : 0;
    transmit(peer, new Message.Acknowledge(ack()));
  }

  final void transmit(Peer peer, Message message) {
    out.add(new Envelope(peer, epochs, message));
  }

  /** What this receiver has is not what it said last. */
  void changed() {
    senderAcks.changed();
  }

  /** Whether it knows of an entry that it lacks. */
  boolean missing() {
    return store.highest() > store.held();
  }

  /** Does what else is due; returns when something will be again. */
  long workMore(long nowNanos) {
    return Long.MAX_VALUE;
  }

  private void work(long nowNanos) {
    int sender = senderAcks.poll(nowNanos, missing());
    if (sender >= 0) {
      acknowledge(Peer.sender(sender));
    }
    long more = workMore(nowNanos);
    deadlineNanos = Math.min(more, senderAcks.deadlineNanos(nowNanos, missing()));
  }
}
