package io.picsou.core.picsou;

import io.picsou.core.cluster.Link;
import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Ack;
import io.picsou.core.schedule.Schedule;

/**
 * Helps receivers that lack entries which have arrived at a quorum already and which their peers do
 * not give them, as after a restart of all receivers at once (docs/protocol.md, section 7). The
 * senders take turns, so that usually one of them helps. A receiver gets at most one chunk per
 * {@link #PATIENCE_NANOS} unless it acknowledges what it was given, so that a liar cannot make a
 * sender work for ever.
 */
final class CatchUp {
  /** How long a receiver stays stuck before a sender helps: its peers come first. */
  static final long PATIENCE_NANOS = 3_000_000_000L;

  /** The most that is sent before the receiver has acknowledged it. */
  static final int CHUNK_BYTES = 4 << 20;

  /** Where entries for a receiver go. */
  @FunctionalInterface
  interface Output {
    void send(int receiver, Frame frame);
  }

  private static final class Receiver {
    long held = -1;
    long progressAtNanos;
    long round;

    /** End of the chunk that was sent last; -1, which no acknowledgment shows, before the first. */
    long servedUpTo = -1;

    /** The next entry wanted from the log of the replicated state machine, or 0. */
    long historyFrom;

    long historyTo;
    int historyBytes;
  }

  private final int self;
  private final int senders;
  private final Schedule schedule;
  private final Receiver[] receivers;

  CatchUp(Link link, int self, Schedule schedule) {
    this.self = self;
    this.senders = link.sending().size();
    this.schedule = schedule;
    this.receivers = new Receiver[link.receiving().size()];
    for (int i = 0; i < receivers.length; i++) {
      receivers[i] = new Receiver();
    }
  }

  /**
   * Takes in what a receiver has, and helps it if it has been stuck and this sender's turn has
   * come.
   *
   * @param arrived everything up to here is QUACKed or was shown by a quorum, so that nobody
   *     complains about it
   */
  void onAck(int id, Ack ack, long arrived, SentLog log, Output output, long nowNanos) {
    Receiver receiver = receivers[id];
    boolean served = receiver.servedUpTo > receiver.held && ack.held() == receiver.servedUpTo;
    if (ack.held() != receiver.held) {
      receiver.held = ack.held();
      receiver.progressAtNanos = nowNanos;
      receiver.round = 0;
    }
    if (receiver.historyFrom > 0 && receiver.held >= receiver.historyFrom) {
      receiver.historyFrom = 0;
    }
    if (receiver.held < arrived && (served || isMyTurn(receiver, nowNanos))) {
      serve(id, arrived, log, output);
    }
  }

  long historyWanted() {
    long wanted = 0;
    for (Receiver receiver : receivers) {
      if (receiver.historyFrom > 0 && (wanted == 0 || receiver.historyFrom < wanted)) {
        wanted = receiver.historyFrom;
      }
    }
    return wanted;
  }

  void history(Frame run, Output output) {
    for (int id = 0; id < receivers.length; id++) {
      Receiver receiver = receivers[id];
      if (receiver.historyFrom < run.first() || receiver.historyFrom > run.last()) {
        continue;
      }
      Frame part = run.slice(receiver.historyFrom, Math.min(run.last(), receiver.historyTo));
      output.send(id, part);
      receiver.servedUpTo = part.last();
      receiver.historyBytes += part.sizeBytes();
      boolean more = part.last() < receiver.historyTo && receiver.historyBytes < CHUNK_BYTES;
      receiver.historyFrom = more ? part.last() + 1 : 0;
    }
  }

  private boolean isMyTurn(Receiver receiver, long nowNanos) {
    long round = (nowNanos - receiver.progressAtNanos) / PATIENCE_NANOS;
    if (round == receiver.round) {
      return false;
    }
    receiver.round = round;
    return (schedule.sender(receiver.held + 1, 0) + round - 1) % senders == self;
  }

  private void serve(int id, long arrived, SentLog log, Output output) {
    Receiver receiver = receivers[id];
    long next = receiver.held + 1;
    if (next < log.first()) {
      receiver.historyFrom = next;
      receiver.historyTo = Math.min(arrived, log.first() - 1);
      receiver.historyBytes = 0;
      return;
    }
    int bytes = 0;
    while (next <= arrived && bytes < CHUNK_BYTES) {
      Frame piece = log.piece(next, arrived);
      output.send(id, piece);
      bytes += piece.sizeBytes();
      next = piece.last() + 1;
    }
    receiver.servedUpTo = next - 1;
  }
}
