package io.picsou.core.picsou;

import io.picsou.core.cluster.Link;
import io.picsou.core.entry.Frame;
import io.picsou.core.picsou.SentLog.Run;
import io.picsou.core.protocol.Ack;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Epochs;
import io.picsou.core.protocol.Evidence;
import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.SenderCounters;
import io.picsou.core.protocol.SenderProtocol;
import io.picsou.core.protocol.Side;
import io.picsou.core.quack.LossDetector;
import io.picsou.core.quack.QuackTracker;
import io.picsou.core.quack.ReorderWindows;
import io.picsou.core.schedule.Schedule;
import io.picsou.core.schedule.Turns;
import java.util.ArrayDeque;

/**
 * One replica's sending half of a link (docs/protocol.md, sections 3, 5, 6 and 7): transmits its
 * share of the stream, counts acknowledgments into QUACKs, stands in for lost transmissions when
 * its turn comes, and forgets what is QUACKed.
 */
public final class PicsouSender implements SenderProtocol {
  private final Link link;
  private final int self;
  private final int phi;
  private final Epochs epochs;
  private final Turns turns;
  private final Schedule schedule;
  private final SentLog log;
  private final QuackTracker quacks;
  private final ReorderWindows windows;
  private final LossDetector losses;
  private final CatchUp catchUp;
  private final ProbeTimer probes;
  private final ArrayDeque<Envelope> out = new ArrayDeque<>();
  private final EvidenceLog evidence = new EvidenceLog();

  private long ackAtNanos;

  private long entriesSent;
  private long bytesSent;
  private long entriesResent;
  private long entriesFromHistory;
  private long acksReceived;
  private long probesSent;

  /**
   * @param self this replica's id in the sending cluster
   * @param after everything up to this sequence is QUACKed already; the stream goes on behind it
   */
  public PicsouSender(Link link, int self, LinkOptions options, long after) {
    this.link = link;
    this.self = self;
    this.phi = Math.max(1, options.phi());
    this.epochs = new Epochs(link.sending().epoch(), link.receiving().epoch());
    this.turns = new Turns(longestTurn(link, options), options.stripeBytes());
    this.schedule = new Schedule(link);
    this.log = new SentLog(options.sendWindowBytes(), options.retentionBytes(), after);
    boolean fromMemory = options.acks() == LinkOptions.Acks.MEMORY;
    this.quacks = new QuackTracker(link.receiving(), fromMemory, after);
    this.windows =
        new ReorderWindows(
            link.sending().size(), self, options.minReorderWindow(), options.maxReorderWindow());
    this.losses = new LossDetector(link.receiving(), phi, quacks, windows, new Stream());
    this.catchUp = new CatchUp(link, self);
    this.probes = new ProbeTimer(options.maxReorderWindow().toNanos());
  }

  @Override
  public boolean offer(Frame run, long nowNanos) {
    if (!log.fits(run)) {
      return false;
    }
    run.cut(turns::turn, (piece, turn) -> transmit(new Run(piece, turn, nowNanos)));
    release();
    probes.offered(nowNanos, windows.timeoutNanos());
    return true;
  }

  @Override
  public void handle(Envelope envelope, long nowNanos) {
    Peer peer = envelope.peer();
    if (!envelope.epochs().equals(epochs)) {
    } else if (peer.side() == Side.RECEIVING
        && peer.replica() < link.receiving().size()
        && envelope.message() instanceof Message.Acknowledge message) {
      onAck(peer.replica(), message.ack(), nowNanos);
    } else {
      evidence.add(peer, Evidence.Rule.WRONG_ROLE, 0);
    }
  }

  @Override
  public void tick(long nowNanos) {
    if (probes.due(nowNanos)) {
      for (int receiver = 0; receiver < link.receiving().size(); receiver++) {
        out.add(envelope(receiver, new Message.Probe(quacked(), log.offered())));
        probesSent++;
      }
      probes.sent(nowNanos);
    }
  }

  @Override
  public long nextDeadlineNanos() {
    return probes.nextNanos();
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
  public long offered() {
    return log.offered();
  }

  @Override
  public long quacked() {
    return Math.min(quacks.quacked(), log.offered());
  }

  @Override
  public long historyWanted() {
    return catchUp.historyWanted();
  }

  @Override
  public void history(Frame run, long nowNanos) {
    catchUp.history(run, this::sendHistory);
  }

  @Override
  public SenderCounters counters() {
    return new SenderCounters(
        entriesSent, bytesSent, entriesResent, entriesFromHistory, acksReceived, probesSent);
  }

  /** The φ-list must reach over a turn of every sender, or the gaps of a dead one fill it. */
  private static int longestTurn(Link link, LinkOptions options) {
    return Math.max(1, Math.min(options.stripe(), options.phi() / link.sending().size()));
  }

  /** Takes a run in and sends it, if it is this sender's and not there already. */
  private void transmit(Run run) {
    log.append(run);
    Frame frame = run.frame();
    if (frame.last() <= quacks.arrived()) {
      return;
    }
    int sender = schedule.sender(run.turn(), 0);
    int receiver = schedule.receiver(run.turn(), 0);
    if (frame.last() <= quacks.arrived() + phi) { // beyond, acks do not show when it arrives
      windows.offered(sender, receiver, frame.last(), run.offeredAtNanos());
    }
    if (sender == self) {
      send(receiver, frame, false);
    }
  }

  private void onAck(int receiver, Ack ack, long nowNanos) {
    acksReceived++;
    long arrivedBefore = quacks.arrived();
    long quackedBefore = quacks.quacked();
    if (!quacks.update(receiver, ack)) {
      return;
    }
    if (quacks.arrived() > arrivedBefore || quacks.quacked() > quackedBefore) {
      probes.progress(nowNanos, windows.timeoutNanos(), quacked() == log.offered());
    }
    findLosses(receiver, nowNanos);
    windows.onAck(receiver, ack, losses, quacks.arrived(), nowNanos);
    losses.forget(quacks.arrived());
    catchUp.onAck(receiver, ack, quacked(), log, this::sendHistory, nowNanos);
    release();
  }

  private void findLosses(int receiver, long nowNanos) {
    ackAtNanos = nowNanos;
    losses.onAck(receiver, log.offered(), log.aged(windows.timeoutNanos(), nowNanos), nowNanos);
  }

  /** What is behind the losses: who should have sent what when. */
  private final class Stream implements LossDetector.Stream {
    @Override
    public long runEnd(long sequence) {
      return log.run(sequence).frame().last();
    }

    @Override
    public long offeredAtNanos(long sequence) {
      return log.run(sequence).offeredAtNanos();
    }

    @Override
    public long windowNanos(long sequence, int attempt) {
      return windows.nanos(schedule.sender(log.run(sequence).turn(), attempt));
    }

    @Override
    public void lost(long first, long last, int attempt) {
      Run run = log.run(first);
      windows.lost(schedule.sender(run.turn(), attempt - 1), ackAtNanos);
      if (schedule.sender(run.turn(), attempt) == self) {
        entriesResent += last - first + 1;
        send(schedule.receiver(run.turn(), attempt), run.frame().slice(first, last), true);
      }
    }
  }

  private void sendHistory(int receiver, Frame frame) {
    entriesFromHistory += frame.count();
    send(receiver, frame, true);
  }

  private void send(int receiver, Frame frame, boolean resend) {
    entriesSent += frame.count();
    bytesSent += frame.sizeBytes();
    out.add(envelope(receiver, new Message.Data(frame, resend, quacked())));
  }

  private Envelope envelope(int receiver, Message message) {
    return new Envelope(Peer.receiver(receiver), epochs, message);
  }

  private void release() {
    long everyone = Long.MAX_VALUE;
    for (int receiver = 0; receiver < link.receiving().size(); receiver++) {
      everyone = Math.min(everyone, quacks.ack(receiver).durable());
    }
    log.release(quacked(), everyone);
  }
}
