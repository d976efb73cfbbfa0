package io.picsou.core.picsou;

import io.picsou.core.cluster.Link;
import io.picsou.core.entry.EntryCodec;
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
import java.util.List;

/**
 * One replica's receiving half of a link (docs/protocol.md, sections 4, 5 and 7): stores what
 * arrives, forwards what came from the sending cluster to its local peers, delivers in sequence
 * order, tells senders and peers what it has, and fetches from peers what it lacks.
 */
public final class PicsouReceiver implements ReceiverProtocol {
  /** The most that one fetch is answered with. */
  static final int FETCH_BYTES = 4 << 20;

  /**
   * How many ack intervals pass from one acknowledgment to a peer to the next: forwards carry them
   * too, and nobody waits for these.
   */
  static final int PEER_INTERVALS = 5;

  private final int self;
  private final int phi;
  private final boolean fromMemory;
  private final LinkOptions options;
  private final EntryStore store;
  private final ArrayDeque<Envelope> out = new ArrayDeque<>();
  private final EvidenceLog evidence = new EvidenceLog();
  private final long ackIntervalNanos;

  // What follows belongs to one configuration of the link.
  private Link link;
  private Epochs epochs;
  private PeerRepair repair;
  private LeftBehind leftBehind;
  private AckPacer senderAcks;
  private AckPacer peerAcks;

  /** By sender: the end of what it has sent here as a first transmission. */
  private long[] lastFirstSent;

  private Heard heard;
  private ClaimAudit watermarks;

  private long durable;
  private long deadlineNanos = Long.MAX_VALUE;
  private long nowNanos;

  /** The newest acknowledgment that anyone was told, and when. */
  private Ack told;

  private long toldAtNanos;

  private EpochCounters otherEpochs = EpochCounters.ZERO;
  private long entriesReceived;
  private long entriesFromPeers;
  private long duplicates;
  private long needless;
  private long dropped;
  private long entriesForwarded;
  private long fetches;
  private long acksSent;

  /**
   * @param self this replica's id in the receiving cluster
   * @param delivered everything up to this sequence was delivered before, durably
   */
  public PicsouReceiver(Link link, int self, LinkOptions options, long delivered) {
    this.self = self;
    this.phi = options.phi();
    this.fromMemory = options.acks() == LinkOptions.Acks.MEMORY;
    this.options = options;
    this.store = new EntryStore(options.receiveWindowBytes(), options.retentionBytes(), delivered);
    this.ackIntervalNanos = options.ackInterval().toNanos();
    this.durable = delivered;
    begin(link);
  }

  private void begin(Link configuration) {
    link = configuration;
    epochs = Epochs.of(link);
    repair = new PeerRepair(link.sending(), link.receiving(), self, store);
    leftBehind = new LeftBehind(link.receiving().size(), store);
    long interval = ackIntervalNanos;
    long refresh = Math.max(interval, options.minReorderWindow().toNanos() / 2);
    senderAcks = new AckPacer(link.sending().size(), interval, refresh);
    long peerInterval = PEER_INTERVALS * interval;
    peerAcks = new AckPacer(link.receiving().size() - 1, peerInterval, refresh);
    lastFirstSent = new long[link.sending().size()];
    heard = new Heard(link.sending().size());
    watermarks = new ClaimAudit(link.sending().size(), 2 * options.maxReorderWindow().toNanos());
  }

  @Override
  public void stretchAcks(double times) {
    senderAcks.stretch(times);
    peerAcks.stretch(times);
  }

  @Override
  public void reconfigure(Link next, long nowNanos) {
    link.requireSuccessor(next);
    if (self >= next.receiving().size()) {
      throw new IllegalArgumentException(
          "receiver " + self + " is no member of epoch " + next.receiving().epoch());
    }
    out.clear();
    told = null;
    begin(next);
    work(nowNanos);
  }

  @Override
  public void handle(Envelope envelope, long nowNanos) {
    this.nowNanos = nowNanos;
    Peer peer = envelope.peer();
    if (!envelope.epochs().equals(epochs)) {
      otherEpochs = otherEpochs.plus(envelope.epochs(), epochs);
    } else if (!known(peer) || !dispatch(envelope, nowNanos)) {
      evidence.add(peer, Evidence.Rule.WRONG_ROLE, 0);
    }
    work(nowNanos);
  }

  @Override
  public void tick(long nowNanos) {
    work(nowNanos);
  }

  @Override
  public long nextDeadlineNanos() {
    return deadlineNanos;
  }

  @Override
  public Envelope poll() {
    return out.poll();
  }

  @Override
  public Evidence pollEvidence() {
    return evidence.poll();
  }

  @Override
  public Frame deliver() {
    Frame next = store.deliver();
    if (next != null) {
      store.release(repair.needed());
    }
    return next;
  }

  @Override
  public long delivered() {
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
  public ReceiverCounters counters() {
    return new ReceiverCounters(
        entriesReceived,
        entriesFromPeers,
        duplicates,
        dropped,
        entriesForwarded,
        fetches,
        acksSent);
  }

  @Override
  public EpochCounters epochCounters() {
    return otherEpochs;
  }

  private boolean known(Peer peer) {
    return peer.side() == Side.SENDING
        ? peer.replica() < link.sending().size()
        : peer.replica() < link.receiving().size() && peer.replica() != self;
  }

  /** Returns false for a message that the peer's role does not send. */
  private boolean dispatch(Envelope envelope, long nowNanos) {
    return envelope.peer().side() == Side.SENDING
        ? fromSender(envelope, nowNanos)
        : fromPeer(envelope);
  }

  private boolean fromSender(Envelope envelope, long nowNanos) {
    int sender = envelope.peer().replica();
    if (envelope.message() instanceof Message.Data data) {
      watermark(sender, data.quacked(), nowNanos);
      if (isFlood(data)) {
        dropped += data.frame().count();
        evidence.add(envelope.peer(), Evidence.Rule.FLOOD, data.frame().last());
        return true;
      }
      heard.from(sender, nowNanos);
      List<Frame> missing = missingOf(data.frame(), envelope.peer());
      noteNeedless(sender, data, missing.isEmpty());
      for (Frame part : missing) {
        entriesReceived += part.count();
        store(part);
        if (!data.resend()) {
          forward(part, false);
        }
      }
      if (data.resend()) {
        // Even what is known here already: a peer may lack it that only this replica can be a way
        // to.
        forward(data.frame(), true);
      }
    } else if (envelope.message() instanceof Message.Probe probe) {
      watermark(sender, probe.quacked(), nowNanos);
      acknowledge(envelope.peer());
    } else {
      return false;
    }
    return true;
  }

  /**
   * A resend of what had arrived, or a first transmission that comes after its own resend, tells
   * that somebody was taken for dead who was only late. A frame that the network repeated does not,
   * nor does help for a receiver that was away, which is QUACKed long since.
   */
  private void noteNeedless(int sender, Message.Data data, boolean known) {
    Frame frame = data.frame();
    boolean late =
        data.resend() ? frame.last() > data.quacked() : frame.first() > lastFirstSent[sender];
    if (known && late) {
      needless += frame.count();
    }
    if (!data.resend()) {
      lastFirstSent[sender] = Math.max(lastFirstSent[sender], frame.last());
    }
  }

  private boolean fromPeer(Envelope envelope) {
    int peer = envelope.peer().replica();
    if (envelope.message() instanceof Message.Forward forward) {
      onPeerAck(peer, forward.ack());
      List<Frame> missing = missingOf(forward.frame(), envelope.peer());
      if (missing.isEmpty()) {
        repair.onRepeated(forward.frame().first(), forward.frame().last(), nowNanos);
      } else {
        repair.onForward(forward.frame().first(), forward.frame().last(), nowNanos);
      }
      for (Frame part : missing) {
        entriesFromPeers += part.count();
        store(part);
      }
    } else if (envelope.message() instanceof Message.Acknowledge message) {
      onPeerAck(peer, message.ack());
      if (message.ack().held() < store.held()) {
        // It may lag because it was not reached, or knew of no such epoch yet, when it was told.
        peerAcks.changed();
      }
    } else if (envelope.message() instanceof Message.Fetch fetch) {
      onPeerAck(peer, fetch.ack());
      answer(peer, fetch);
    } else {
      return false;
    }
    store.release(repair.needed());
    return true;
  }

  private void onPeerAck(int peer, Ack ack) {
    repair.onPeerAck(peer, ack);
    leftBehind.onAck(peer, ack.held(), nowNanos);
  }

  private void watermark(int sender, long quacked, long nowNanos) {
    repair.onWatermark(sender, quacked);
    if (watermarks.isUnfounded(sender, quacked, repair.borneOut(), nowNanos)) {
      evidence.add(Peer.sender(sender), Evidence.Rule.FALSE_WATERMARK, quacked);
    }
  }

  /** No sender may be further ahead of its QUACK than a window of the smallest entries. */
  private boolean isFlood(Message.Data data) {
    long window = Math.max(options.sendWindowBytes(), options.receiveWindowBytes());
    long ahead = data.frame().last() - data.quacked() - data.frame().count();
    return ahead > window / EntryCodec.OVERHEAD_BYTES;
  }

  /** The parts of a frame that are new; compares the others with what is held. */
  private List<Frame> missingOf(Frame frame, Peer peer) {
    List<Frame> missing = store.missingOf(frame);
    int repeated = frame.count();
    for (Frame part : missing) {
      repeated -= part.count();
    }
    duplicates += repeated;
    long conflict = repeated == 0 ? Equivocation.NONE : Equivocation.find(frame, store);
    if (conflict != Equivocation.NONE) {
      evidence.add(peer, Evidence.Rule.EQUIVOCATION, conflict);
    }
    return missing;
  }

  private void store(Frame part) {
    if (store.add(part)) {
      changed();
    } else {
      dropped += part.count();
    }
  }

  private void forward(Frame part, boolean resend) {
    Ack mine = ridingAck();
    for (int peer = 0; peer < link.receiving().size(); peer++) {
      if (peer != self && isOfUse(part, peer, resend)) {
        sendForward(peer, part, mine);
      }
    }
  }

  /**
   * A first transmission is for everyone, a repeated one for those who are not known to have it.
   * Who was left behind misses either, and gets it later.
   */
  private boolean isOfUse(Frame part, int peer, boolean resend) {
    boolean known = resend && repair.ack(peer).showsAll(part.first(), part.last());
    return !known && !leftBehind.misses(peer, part.first(), nowNanos);
  }

  private void answer(int peer, Message.Fetch fetch) {
    Ack mine = ridingAck();
    long next = fetch.first();
    for (int bytes = 0; next <= fetch.last() && bytes < FETCH_BYTES; ) {
      Frame frame = store.find(next);
      if (frame == null) {
        return;
      }
      Frame part = frame.slice(next, Math.min(frame.last(), fetch.last()));
      sendForward(peer, part, mine);
      bytes += part.sizeBytes();
      next = part.last() + 1;
    }
  }

  private void sendForward(int peer, Frame part, Ack mine) {
    entriesForwarded += part.count();
    out.add(new Envelope(Peer.receiver(peer), epochs, new Message.Forward(part, mine)));
  }

  private void acknowledge(Peer peer) {
    if (peer.side() == Side.SENDING) {
      acksSent++;
    }
    out.add(
        new Envelope(
            peer, epochs, new Message.Acknowledge(ack(), needless, heard.senders(nowNanos))));
  }

  private void fetch(int peer, long first, long last) {
    fetches++;
    out.add(new Envelope(Peer.receiver(peer), epochs, new Message.Fetch(first, last, ack())));
  }

  private Ack ack() {
    told = new Ack(fromMemory ? store.held() : durable, store.held(), store.phiList(phi));
    toldAtNanos = nowNanos;
    return told;
  }

  /** At most an interval old, or every small frame would pay for a φ-list of its own. */
  private Ack ridingAck() {
    return told != null && nowNanos - toldAtNanos < ackIntervalNanos ? told : ack();
  }

  private void changed() {
    senderAcks.changed();
    peerAcks.changed();
  }

  /** Sends what is due and notes when something will be due again. */
  private void work(long nowNanos) {
    this.nowNanos = nowNanos;
    boolean missing = repair.missing();
    int sender = senderAcks.poll(nowNanos, missing);
    if (sender >= 0) {
      acknowledge(Peer.sender(sender));
    }
    int peer = peerAcks.poll(nowNanos, missing);
    if (peer >= 0) {
      acknowledge(Peer.receiver(peer < self ? peer : peer + 1));
    }
    repair.run(nowNanos, this::fetch);
    deadlineNanos =
        Math.min(
            repair.deadlineNanos(nowNanos),
            Math.min(
                senderAcks.deadlineNanos(nowNanos, missing),
                peerAcks.deadlineNanos(nowNanos, missing)));
  }
}
