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
import io.picsou.core.protocol.SenderCounters;
import io.picsou.core.protocol.SenderProtocol;
import io.picsou.core.protocol.Side;
import io.picsou.core.quack.Laggards;
import io.picsou.core.quack.LossDetector;
import io.picsou.core.quack.NeedlessResends;
import io.picsou.core.quack.QuackTracker;
import io.picsou.core.quack.ReorderWindows;
import io.picsou.core.schedule.Schedule;
import io.picsou.core.schedule.Turns;
import io.picsou.core.stream.EvidenceLog;
import io.picsou.core.stream.ProbeTimer;
import io.picsou.core.stream.Refill;
import io.picsou.core.stream.SentLog;
import io.picsou.core.stream.SentLog.Run;
import java.util.ArrayDeque;
import java.util.List;

/**
 * One replica's sending half of a link (docs/protocol.md, sections 3, 5, 6 and 7): transmits its
 * share of the stream, counts acknowledgments into QUACKs, stands in for lost transmissions when
 * its turn comes, and forgets what is QUACKed.
 */
public final class PicsouSender implements SenderProtocol {
  /** The most that the turns of all senders take together, but for entries that are larger. */
  private static final int ALL_TURNS_BYTES = 4 << 20;

  private final int self;
  private final int phi;
  private final LinkOptions options;
  private final ProbeTimer probes;
  private final ArrayDeque<Envelope> out = new ArrayDeque<>();
  private final EvidenceLog evidence = new EvidenceLog();

  // What follows belongs to one configuration of the link.
  private Link link;
  private Epochs epochs;
  private Turns turns;
  private Schedule schedule;
  private SentLog log;
  private QuackTracker quacks;
  private ReorderWindows windows;
  private NeedlessResends needless;
  private LossDetector losses;
  private DeadPaths deadPaths;
  private Laggards laggards;
  private Silence silence;
  private Refill refill;

  /** The most that each receiver has told to be durable; an overtaken one tells of less. */
  private long[] durable;

  private CatchUp catchUp;
  private ClaimAudit ackedBeyond;
  private ClaimAudit ackedLess;

  private long ackAtNanos;

  private EpochCounters otherEpochs = EpochCounters.ZERO;
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
    this.self = self;
    this.phi = Math.max(1, options.phi());
    this.options = options;
    this.probes = new ProbeTimer(options.maxReorderWindow().toNanos());
    begin(link, after, after);
  }

  /**
   * Starts under a configuration with an empty log.
   *
   * @param quacked what is QUACKed already
   * @param after where the log goes on
   */
  private void begin(Link configuration, long quacked, long after) {
    link = configuration;
    epochs = Epochs.of(link);
    turns = turns(link.sending().size(), options);
    schedule = new Schedule(link);
    log = new SentLog(link.sending().size(), options, after);
    log.forwarded(link.receiving().largestShare());
    boolean fromMemory = options.acks() == LinkOptions.Acks.MEMORY;
    quacks = new QuackTracker(link.receiving(), fromMemory, quacked);
    windows =
        new ReorderWindows(
            link.sending().size(),
            self,
            link.receiving(),
            options.minReorderWindow(),
            options.maxReorderWindow());
    needless = new NeedlessResends(link.receiving());
    losses = new LossDetector(link.receiving(), phi, quacks, windows, new Stream());
    deadPaths = new DeadPaths(link, schedule);
    laggards = new Laggards(link.receiving(), options.retentionBytes());
    silence = new Silence(link.receiving().size());
    durable = new long[link.receiving().size()];
    refill = new Refill(link.receiving().size(), options, log);
    catchUp = new CatchUp(link, self, refill);
    long patience = 2 * options.maxReorderWindow().toNanos();
    ackedBeyond = new ClaimAudit(link.receiving().size(), patience);
    ackedLess = new ClaimAudit(link.receiving().size(), patience);
  }

  @Override
  public void stretchAcks(double times) {
    log.stretch(times);
  }

  @Override
  public void reconfigure(Link next, long nowNanos) {
    link.requireSuccessor(next);
    if (self >= next.sending().size()) {
      throw new IllegalArgumentException(
          "sender " + self + " is no member of epoch " + next.sending().epoch());
    }
    List<Frame> held = log.frames();
    out.clear();
    begin(next, quacks.quacked(), log.first() - 1);
    held.forEach(run -> schedule(run, true, nowNanos));
    release(nowNanos);
    probe();
    probes.progress(nowNanos, windows.timeoutNanos(), quacked() == log.offered());
  }

  @Override
  public boolean offer(Frame run, long nowNanos) {
    if (!log.fits(run, nowNanos) || laggards.pauses(nowNanos)) {
      return false;
    }
    schedule(run, false, nowNanos);
    release(nowNanos);
    probes.offered(nowNanos, windows.timeoutNanos());
    return true;
  }

  @Override
  public void handle(Envelope envelope, long nowNanos) {
    Peer peer = envelope.peer();
    if (!envelope.epochs().equals(epochs)) {
      otherEpochs = otherEpochs.plus(envelope.epochs(), epochs);
    } else if (peer.side() == Side.RECEIVING
        && peer.replica() < link.receiving().size()
        && envelope.message() instanceof Message.Acknowledge message) {
      onReport(peer.replica(), message, nowNanos);
      onAck(peer.replica(), message.ack(), nowNanos);
    } else {
      evidence.add(peer, Evidence.Rule.WRONG_ROLE, 0);
    }
  }

  @Override
  public void tick(long nowNanos) {
    laggards.tick(nowNanos);
    if (probes.due(nowNanos)) {
      probe();
      probes.sent(nowNanos);
    }
  }

  private void probe() {
    for (int receiver = 0; receiver < link.receiving().size(); receiver++) {
      out.add(envelope(receiver, new Message.Probe(quacked(), log.offered())));
      probesSent++;
    }
  }

  @Override
  public long nextDeadlineNanos() {
    return Math.min(probes.nextNanos(), laggards.deadlineNanos());
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
    return refill.historyWanted();
  }

  @Override
  public void history(Frame run, long nowNanos) {
    refill.history(run, this::sendHistory);
  }

  @Override
  public SenderCounters counters() {
    return new SenderCounters(
        entriesSent, bytesSent, entriesResent, entriesFromHistory, acksReceived, probesSent);
  }

  @Override
  public EpochCounters epochCounters() {
    return otherEpochs;
  }

  /**
   * The φ-list must reach over a turn of every sender, or the gaps of a dead one fill it. Where
   * many send over a slow network a round of long turns takes so long that windows do not cover it.
   */
  private static Turns turns(int senders, LinkOptions options) {
    int stripe = Math.min(options.stripe(), options.phi() / senders);
    int bytes = Math.min(options.stripeBytes(), ALL_TURNS_BYTES / senders);
    return new Turns(Math.max(1, stripe), Math.max(1, bytes));
  }

  /** Takes a run in and shares it out, turn by turn. */
  private void schedule(Frame run, boolean again, long nowNanos) {
    run.cut(
        turns::turn, (piece, turn) -> transmit(log.append(piece, turn, nowNanos), again, nowNanos));
  }

  /** Sends a run if it is this sender's and not there already. */
  private void transmit(Run run, boolean again, long nowNanos) {
    Frame frame = run.frame();
    if (frame.last() <= quacks.arrived()) {
      return;
    }
    int sender = schedule.sender(run.turn(), 0);
    int receiver = schedule.receiver(run.turn(), 0);
    if (frame.last() <= quacks.arrived() + phi) { // beyond, acks do not show when it arrives
      windows.offered(sender, receiver, frame.last(), run.offeredAtNanos());
    }
    if (sender == self && !isInVain(receiver, nowNanos)) {
      entriesResent += again ? frame.count() : 0;
      send(receiver, frame, again);
    }
    int attempt = deadPaths.offered(self, run.turn(), frame.last(), nowNanos);
    if (attempt > 0) {
      losses.startAt(attempt, frame.first(), frame.last(), nowNanos);
      resend(run, frame, attempt);
    }
  }

  /** Who is down, and lacks more than is retained for it, would have to drop what is new. */
  private boolean isInVain(int receiver, long nowNanos) {
    return log.needsHistory(durable[receiver]) && silence.of(receiver, nowNanos);
  }

  private void resend(Run run, Frame part, int attempt) {
    entriesResent += part.count();
    send(schedule.receiver(run.turn(), attempt), part, true);
  }

  private void onReport(int receiver, Message.Acknowledge message, long nowNanos) {
    long late = needless.onReport(receiver, message.needless());
    if (late > 0) {
      windows.needless(nowNanos);
      log.needless(late);
    }
    deadPaths.told(receiver, message.heard(), nowNanos);
  }

  private void onAck(int receiver, Ack ack, long nowNanos) {
    acksReceived++;
    durable[receiver] = Math.max(durable[receiver], ack.durable());
    long arrivedBefore = quacks.arrived();
    long quackedBefore = quacks.quacked();
    silence.end(receiver, nowNanos);
    audit(receiver, ack, nowNanos);
    if (!quacks.update(receiver, ack)) {
      return;
    }
    if (quacks.arrived() > arrivedBefore || quacks.quacked() > quackedBefore) {
      probes.progress(nowNanos, windows.timeoutNanos(), quacked() == log.offered());
    }
    findLosses(receiver, nowNanos);
    windows.onAck(receiver, ack, losses, quacks.arrived(), nowNanos);
    deadPaths.arrived(quacks.arrived(), quacks::ack, nowNanos);
    losses.forget(quacks.arrived());
    // What a quorum has shown is not complained about, but some who showed it may be gone since.
    long upTo = Math.min(quacks.arrived(), log.offered());
    catchUp.onAck(receiver, ack, upTo, this::sendHistory, nowNanos);
    log.arrived(quacks::haveArrived, quacks.vouched(), nowNanos);
    release(nowNanos);
    laggards.onAck(receiver, ack.held(), quacked(), log.offered(), this::bytesBefore, nowNanos);
  }

  /**
   * How many bytes of the log come before an entry. None before one that only history has: the log
   * does not reach back to who needs that, and would make it look close.
   */
  private long bytesBefore(long sequence) {
    return log.needsHistory(sequence - 1) ? 0 : log.bytesBefore(sequence);
  }

  private void audit(int receiver, Ack ack, long nowNanos) {
    Peer peer = Peer.receiver(receiver);
    long durable = quacks.ack(receiver).durable();
    if (ackedLess.isUnfounded(receiver, durable, ack.durable(), nowNanos)) {
      evidence.add(peer, Evidence.Rule.ACK_WENT_BACK, ack.durable());
    }
    // Others may be ahead of this replica, but no sender is further ahead of a QUACK than a window.
    long known = Math.max(log.offered(), quacks.vouched()) + windowEntries();
    if (ackedBeyond.isUnfounded(receiver, ack.highest(), known, nowNanos)) {
      evidence.add(peer, Evidence.Rule.ACK_BEYOND_SENT, ack.highest());
    }
  }

  /** The most entries that fit a window. */
  private long windowEntries() {
    return options.sendWindowBytes() / EntryCodec.OVERHEAD_BYTES + 1;
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
    public int receiver(long sequence, int attempt) {
      return schedule.receiver(log.run(sequence).turn(), attempt);
    }

    @Override
    public long windowNanos(long sequence, int attempt) {
      return windows.nanos(schedule.sender(log.run(sequence).turn(), attempt));
    }

    @Override
    public int lost(long first, long last, int attempt) {
      Run run = log.run(first);
      windows.lost(schedule.sender(run.turn(), attempt), ackAtNanos);
      log.lost(run, ackAtNanos);
      probes.progress(ackAtNanos, windows.timeoutNanos(), false); // a new attempt has its own time
      int next = deadPaths.firstAlive(run.turn(), attempt + 1, ackAtNanos);
      if (schedule.sender(run.turn(), next) == self) {
        resend(run, run.frame().slice(first, last), next);
      }
      return next;
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

  private void release(long nowNanos) {
    long needed = Long.MAX_VALUE;
    for (int receiver = 0; receiver < link.receiving().size(); receiver++) {
      if (!log.needsHistory(durable[receiver])) { // who does gets all from there until it is close
        needed = Math.min(needed, durable[receiver]);
      }
    }
    log.release(quacked(), needed, nowNanos);
  }
}
