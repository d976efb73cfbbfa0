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
import io.picsou.core.protocol.SenderCounters;
import io.picsou.core.protocol.SenderProtocol;
import io.picsou.core.schedule.Schedule;
import io.picsou.core.schedule.Turns;
import io.picsou.core.stream.EvidenceLog;
import java.util.ArrayDeque;

/**
 * The sending half of one-shot (docs/protocol.md, section 11): sends its share of the log to its
 * partner, receiver {@code self mod n}, once. Nobody acknowledges anything: an entry is done when
 * it has been handed to the transport, so {@link #quacked} equals {@link #offered}, no window ever
 * fills, and what holds the application back is the transport's congestion alone.
 */
public final class OneShotSender implements SenderProtocol {
  private final int self;
  private final Peer partner;
  private final Epochs epochs;
  private final Turns turns;
  private final Schedule schedule;
  private final ArrayDeque<Envelope> out = new ArrayDeque<>();
  private final EvidenceLog evidence = new EvidenceLog();
  private EpochCounters otherEpochs = EpochCounters.ZERO;
  private long offered;

  /** The last entry that was sent; everything before it was sent, or is not this sender's. */
  private long sent;

  private long entriesSent;
  private long bytesSent;

  /**
   * @param self this replica's id in the sending cluster
   * @param after everything up to this sequence is done; the stream goes on behind it
   */
  public OneShotSender(Link link, int self, LinkOptions options, long after) {
    this.self = self;
    this.partner = Peer.receiver(self % link.receiving().size());
    this.epochs = new Epochs(link.sending().epoch(), link.receiving().epoch());
    this.turns = new Turns(options.stripe(), options.stripeBytes());
    this.schedule = new Schedule(link);
    this.offered = after;
    this.sent = after;
  }

  @Override
  public boolean offer(Frame run, long nowNanos) {
    if (run.first() != offered + 1) {
      throw new IllegalArgumentException(
          run + " offered where entry " + (offered + 1) + " belongs");
    }
    run.cut(
        turns::turn,
        (piece, turn) -> {
          if (schedule.sender(turn, 0) == self) {
            send(piece);
          }
        });
    offered = run.last();
    return true;
  }

  private void send(Frame turn) {
    entriesSent += turn.count();
    bytesSent += turn.sizeBytes();
    out.add(new Envelope(partner, epochs, new Message.Data(turn, false, sent)));
    sent = turn.last();
  }

  /** Receivers have nothing to say to a one-shot sender. */
  @Override
  public void handle(Envelope envelope, long nowNanos) {
    if (envelope.epochs().equals(epochs)) {
      evidence.add(envelope.peer(), Evidence.Rule.WRONG_ROLE, 0);
    } else {
      otherEpochs = otherEpochs.plus(envelope.epochs(), epochs);
    }
  }

  @Override
  public void tick(long nowNanos) {}

  @Override
  public long nextDeadlineNanos() {
    return Long.MAX_VALUE;
  }

  @Override
  public Envelope poll() {
    return out.poll();
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
  public long offered() {
    return offered;
  }

  @Override
  public long quacked() {
    return offered;
  }

  @Override
  public long historyWanted() {
    return 0;
  }

  @Override
  public void history(Frame run, long nowNanos) {}

  @Override
  public SenderCounters counters() {
    return new SenderCounters(entriesSent, bytesSent, 0, 0, 0, 0);
  }
}
