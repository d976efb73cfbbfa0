package io.picsou.core.baseline;

import io.picsou.core.cluster.Link;
import io.picsou.core.entry.Frame;
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
import io.picsou.core.stream.EvidenceLog;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;

/**
 * The receiving half of one-shot (docs/protocol.md, section 11): delivers what its senders sent, in
 * ascending order, with gaps where other receivers' entries and losses are. It waits for what is
 * late for a reordering window, and no longer than the receive window has room; what finds that
 * full is dropped. It acknowledges nothing.
 */
public final class OneShotReceiver implements ReceiverProtocol {
  private record Waiting(Frame frame, Partner from) {}

  private record Arrival(long last, long atNanos) {}

  private final long windowBytes;
  private final long patienceNanos;
  private final Epochs epochs;
  private final Map<Integer, Partner> partners = new TreeMap<>();
  private final TreeMap<Long, Waiting> waiting = new TreeMap<>();
  private final ArrayDeque<Arrival> arrivals = new ArrayDeque<>();
  private final EvidenceLog evidence = new EvidenceLog();
  private EpochCounters otherEpochs = EpochCounters.ZERO;
  private long waitingBytes;
  private long delivered;

  /** Up to here nothing is waited for any more. */
  private long overdue;

  private long entriesReceived;
  private long duplicates;
  private long dropped;

  /**
   * @param self this replica's id in the receiving cluster
   * @param delivered nothing up to this sequence is delivered any more
   */
  public OneShotReceiver(Link link, int self, LinkOptions options, long delivered) {
    this.windowBytes = options.receiveWindowBytes();
    this.patienceNanos = options.minReorderWindow().toNanos();
    this.epochs = new Epochs(link.sending().epoch(), link.receiving().epoch());
    this.delivered = delivered;
    for (int sender = self; sender < link.sending().size(); sender += link.receiving().size()) {
      partners.put(sender, new Partner(delivered));
    }
  }

  @Override
  public void handle(Envelope envelope, long nowNanos) {
    Peer peer = envelope.peer();
    Partner partner = peer.side() == Side.SENDING ? partners.get(peer.replica()) : null;
    if (!envelope.epochs().equals(epochs)) {
      otherEpochs = otherEpochs.plus(envelope.epochs(), epochs);
    } else if (partner == null || !(envelope.message() instanceof Message.Data)) {
      evidence.add(peer, Evidence.Rule.WRONG_ROLE, 0);
    } else {
      take(partner, (Message.Data) envelope.message(), nowNanos);
    }
    tick(nowNanos);
  }

  private void take(Partner partner, Message.Data data, long nowNanos) {
    Frame frame = data.frame();
    partner.arrived(data.quacked(), frame.last());
    Waiting twin = waiting.get(frame.first());
    boolean full = waitingBytes > windowBytes; // nobody takes what is delivered
    if (full || frame.last() <= delivered) {
      dropped += frame.count();
    } else if (twin != null && twin.frame().last() >= frame.last()) {
      duplicates += frame.count();
    } else {
      waitingBytes += frame.sizeBytes() - (twin == null ? 0 : twin.frame().sizeBytes());
      waiting.put(frame.first(), new Waiting(frame, partner));
      arrivals.add(new Arrival(frame.last(), nowNanos));
    }
  }

  @Override
  public void tick(long nowNanos) {
    for (Arrival oldest = arrivals.peek(); oldest != null; oldest = arrivals.peek()) {
      boolean late = nowNanos - oldest.atNanos() >= patienceNanos;
      if (!late && oldest.last() > delivered) {
        return;
      }
      overdue = late ? Math.max(overdue, oldest.last()) : overdue;
      arrivals.remove();
    }
  }

  @Override
  public long nextDeadlineNanos() {
    return arrivals.isEmpty() ? Long.MAX_VALUE : arrivals.peek().atNanos() + patienceNanos;
  }

  @Override
  public Envelope poll() {
    return null;
  }

  @Override
  public EpochCounters epochCounters() {
    return otherEpochs;
  }

  @Override
  public Evidence pollEvidence() {
    return evidence.poll();
  }

  @Override
  public Frame deliver() {
    while (!waiting.isEmpty()) {
      Waiting head = waiting.firstEntry().getValue();
      Frame frame = head.frame();
      if (frame.last() > complete() && waitingBytes <= windowBytes) {
        return null;
      }
      waiting.pollFirstEntry();
      waitingBytes -= frame.sizeBytes();
      head.from().skip(frame.last());
      if (frame.last() > delivered) {
        Frame fresh = frame.slice(Math.max(frame.first(), delivered + 1), frame.last());
        delivered = fresh.last();
        entriesReceived += fresh.count();
        return fresh;
      }
      duplicates += frame.count();
    }
    return null;
  }

  /** Nothing up to here is still to come, or worth waiting for. */
  private long complete() {
    long least = Long.MAX_VALUE;
    for (Partner partner : partners.values()) {
      least = Math.min(least, partner.complete());
    }
    return Math.max(overdue, least);
  }

  @Override
  public long delivered() {
    return delivered;
  }

  /** Nothing depends on it: nobody is told. */
  @Override
  public void durable(long sequence, long nowNanos) {
    if (sequence > delivered) {
      throw new IllegalArgumentException(
          "entry " + sequence + " cannot be durable, only " + delivered + " was delivered");
    }
  }

  @Override
  public ReceiverCounters counters() {
    return new ReceiverCounters(entriesReceived, 0, duplicates, dropped, 0, 0, 0);
  }
}
