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
import io.picsou.core.protocol.Side;
import io.picsou.core.stream.EvidenceLog;
import java.util.ArrayDeque;
import java.util.function.IntPredicate;

/**
 * The sending half of all-to-all, where every sender streams the log to every receiver, and of
 * leader-to-leader, where sender 0 streams it to receiver 0 and the others send nothing
 * (docs/protocol.md, section 11). All count the receivers' acknowledgments into QUACKs.
 */
public class FanoutSender implements SenderProtocol {
  /** The replica that leads its cluster where a strategy has a fixed leader. */
  static final int LEADER = 0;

  final Link link;
  final Fanout fanout;
  private final Epochs epochs;
  private final ArrayDeque<Envelope> out = new ArrayDeque<>();
  private final EvidenceLog evidence = new EvidenceLog();
  private EpochCounters otherEpochs = EpochCounters.ZERO;

  private long entriesSent;
  private long bytesSent;
  private long entriesResent;
  private long entriesFromHistory;
  private long acksReceived;
  private long probesSent;

  FanoutSender(Link link, LinkOptions options, long after, IntPredicate streamed) {
    this.link = link;
    this.epochs = new Epochs(link.sending().epoch(), link.receiving().epoch());
    this.fanout =
        new Fanout(link.receiving(), link.sending().size(), options, after, streamed, new Output());
  }

  /** A sender of all-to-all; everything up to {@code after} is QUACKed already. */
  public static SenderProtocol allToAll(Link link, int self, LinkOptions options, long after) {
    return new FanoutSender(link, options, after, receiver -> true);
  }

  /** A sender of leader-to-leader; everything up to {@code after} is QUACKed already. */
  public static SenderProtocol leader(Link link, int self, LinkOptions options, long after) {
    return new FanoutSender(link, options, after, receiver -> self == LEADER && receiver == LEADER);
  }

  @Override
  public boolean offer(Frame run, long nowNanos) {
    return !fanout.pauses(nowNanos) && fanout.append(run, nowNanos);
  }

  @Override
  public void handle(Envelope envelope, long nowNanos) {
    Peer peer = envelope.peer();
    if (!envelope.epochs().equals(epochs)) {
      otherEpochs = otherEpochs.plus(envelope.epochs(), epochs);
    } else if (peer.side() != Side.RECEIVING
        || peer.replica() >= link.receiving().size()
        || !dispatch(peer.replica(), envelope.message(), nowNanos)) {
      evidence.add(peer, Evidence.Rule.WRONG_ROLE, 0);
    }
  }

  private boolean dispatch(int receiver, Message message, long nowNanos) {
    if (message instanceof Message.Acknowledge acknowledge) {
      acksReceived++;
      fanout.onAck(receiver, acknowledge.ack(), nowNanos);
    } else if (message instanceof Message.Fetch fetch) {
      fanout.onFetch(receiver, fetch, nowNanos);
    } else {
      return dispatchMore(receiver, message);
    }
    return true;
  }

  /** Takes in what not every strategy knows; false for a message that a receiver does not send. */
  boolean dispatchMore(int receiver, Message message) {
    return false;
  }

  @Override
  public void stretchAcks(double times) {
    fanout.stretch(times);
  }

  @Override
  public void tick(long nowNanos) {
    fanout.tick(nowNanos);
  }

  @Override
  public long nextDeadlineNanos() {
    return fanout.nextDeadlineNanos();
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
    return fanout.offered();
  }

  @Override
  public long quacked() {
    return fanout.quacked();
  }

  @Override
  public long historyWanted() {
    return fanout.historyWanted();
  }

  @Override
  public void history(Frame run, long nowNanos) {
    long before = entriesResent;
    fanout.history(run);
    entriesFromHistory += entriesResent - before;
  }

  @Override
  public SenderCounters counters() {
    return new SenderCounters(
        entriesSent, bytesSent, entriesResent, entriesFromHistory, acksReceived, probesSent);
  }

  void send(int receiver, Frame frame, boolean resend) {
    entriesSent += frame.count();
    bytesSent += frame.sizeBytes();
    entriesResent += resend ? frame.count() : 0;
    transmit(receiver, new Message.Data(frame, resend, quacked()));
  }

  private void transmit(int receiver, Message message) {
    out.add(new Envelope(Peer.receiver(receiver), epochs, message));
  }

  private final class Output implements Fanout.Output {
    @Override
    public void send(int receiver, Frame frame, boolean resend) {
      FanoutSender.this.send(receiver, frame, resend);
    }

    @Override
    public void probe(int receiver) {
      probesSent++;
      transmit(receiver, new Message.Probe(quacked(), offered()));
    }
  }
}
