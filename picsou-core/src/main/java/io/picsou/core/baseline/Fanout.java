package io.picsou.core.baseline;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Ack;
import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.protocol.Message;
import io.picsou.core.quack.Laggards;
import io.picsou.core.quack.QuackTracker;
import io.picsou.core.stream.ProbeTimer;
import io.picsou.core.stream.Refill;
import io.picsou.core.stream.SentLog;
import java.util.function.IntPredicate;

/**
 * One replica's copy of the log and where the members of a receiving cluster are in it. Some of
 * them get the whole log as a stream each; all are probed when nothing moves. As in Picsou, room is
 * made by a quorum, so that a member that is down stops nobody; it is helped from history when it
 * is back.
 */
final class Fanout {
  /** Where messages to members go. */
  interface Output {
    void send(int member, Frame frame, boolean resend);

    void probe(int member);
  }

  /** How soon a member may ask for another chunk when the last one did not help. */
  static final long FETCH_PAUSE_NANOS = 100_000_000;

  /** What a member got that asks, so that a liar cannot make this replica work for ever. */
  private static final class Asked {
    long held = -1;
    long sinceNanos;
    long bytes;
  }

  /** Entries that everyone sends belong to no turn. */
  private static final long NO_TURN = 0;

  private final Output output;
  private final SentLog log;
  private final QuackTracker quacks;
  private final Refill refill;
  private final Patience patience;
  private final ProbeTimer probes;
  private final Laggards laggards;
  private final PeerStream[] streams;
  private final Asked[] asked;

  /** Whether members were or will be asked where they are: they may have been left behind. */
  private boolean started;

  /**
   * @param peers how many replicas each member tells what it has
   * @param after everything up to this sequence needs no sending
   * @param streamed who gets the log as a stream
   */
  Fanout(
      Cluster members,
      int peers,
      LinkOptions options,
      long after,
      IntPredicate streamed,
      Output output) {
    this.output = output;
    this.log = new SentLog(peers, options, after);
    boolean fromMemory = options.acks() == LinkOptions.Acks.MEMORY;
    this.quacks = new QuackTracker(members, fromMemory, after);
    this.refill = new Refill(members.size(), options, log);
    this.patience = new Patience(options);
    this.probes = new ProbeTimer(options.maxReorderWindow().toNanos());
    this.laggards = new Laggards(members, options.retentionBytes());
    this.streams = new PeerStream[members.size()];
    this.asked = new Asked[members.size()];
    for (int id = 0; id < streams.length; id++) {
      asked[id] = new Asked();
      if (streamed.test(id)) {
        long window = options.sendWindowBytes();
        streams[id] = new PeerStream(id, window, log, refill, patience, output);
      }
    }
  }

  /** Those who are sent to acknowledge so many times as rarely as configured. */
  void stretch(double times) {
    log.stretch(times);
  }

  /** Whether to wait for members that have fallen far behind. */
  boolean pauses(long nowNanos) {
    return laggards.pauses(nowNanos);
  }

  /** Appends a run; false if the window is full. */
  boolean append(Frame run, long nowNanos) {
    if (!log.fits(run, nowNanos)) {
      return false;
    }
    log.append(run, NO_TURN, nowNanos);
    patience.offered(run.last(), nowNanos);
    for (PeerStream stream : streams) {
      if (stream != null) {
        stream.pump(nowNanos);
      }
    }
    log.release(quacked(), everyone(), nowNanos);
    probes.offered(nowNanos, patience.timeoutNanos());
    return true;
  }

  /** Takes in what a member has; false if that is older than what it said before. */
  boolean onAck(int member, Ack ack, long nowNanos) {
    long before = quacks.quacked() + quacks.arrived() + everyone();
    if (!quacks.update(member, ack)) {
      return false;
    }
    patience.arrived(quacks.arrived(), nowNanos);
    long everyone = everyone();
    if (quacks.quacked() + quacks.arrived() + everyone > before) {
      probes.progress(nowNanos, patience.timeoutNanos(), everyone >= log.offered());
    }
    log.release(quacked(), everyone, nowNanos);
    laggards.onAck(member, ack.held(), quacked(), log.offered(), log::bytesBefore, nowNanos);
    refill.acknowledged(member, ack.held());
    if (streams[member] != null) {
      streams[member].onAck(ack, nowNanos);
    }
    return true;
  }

  /** Answers a request, as far as the member has not had its share of late. */
  void onFetch(int member, Message.Fetch fetch, long nowNanos) {
    Asked account = asked[member];
    if (fetch.ack().held() > account.held || nowNanos - account.sinceNanos >= FETCH_PAUSE_NANOS) {
      account.held = fetch.ack().held();
      account.sinceNanos = nowNanos;
      account.bytes = 0;
    }
    long last = Math.min(fetch.last(), log.offered());
    if (account.bytes < refill.chunkBytes() && fetch.first() <= last && !refill.waits(member)) {
      patience.repeated();
      account.bytes += refill.serve(member, fetch.first(), last, this::sendOld);
    }
  }

  void tick(long nowNanos) {
    laggards.tick(nowNanos);
    if (!started) {
      started = true;
      probes.offered(nowNanos, patience.timeoutNanos());
    }
    if (probes.due(nowNanos)) {
      for (int member = 0; member < streams.length; member++) {
        output.probe(member);
      }
      probes.sent(nowNanos);
    }
  }

  long nextDeadlineNanos() {
    return Math.min(probes.nextNanos(), laggards.deadlineNanos());
  }

  long offered() {
    return log.offered();
  }

  /** The highest contiguous QUACK, within what this replica has. */
  long quacked() {
    return Math.min(quacks.quacked(), log.offered());
  }

  /** Everything up to here has arrived at a quorum; may lie beyond what this replica has. */
  long arrived() {
    return quacks.arrived();
  }

  long timeoutNanos() {
    return patience.timeoutNanos();
  }

  /** The longest piece from a sequence on that lies in one run, or null. */
  Frame piece(long from) {
    return log.piece(from, log.offered());
  }

  long historyWanted() {
    return refill.historyWanted();
  }

  void history(Frame run) {
    refill.history(run, this::sendOld);
  }

  private void sendOld(int member, Frame frame) {
    output.send(member, frame, true);
  }

  /** What every member has for good. */
  private long everyone() {
    long least = Long.MAX_VALUE;
    for (int member = 0; member < streams.length; member++) {
      least = Math.min(least, quacks.ack(member).durable());
    }
    return least;
  }
}
