package io.picsou.core.stream;

import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.LinkOptions;

/**
 * Gives receivers old entries, a chunk at a time: from the sent log, or, where that reaches back
 * too little, from the log of the replicated state machine, which the driver reads again
 * (docs/protocol.md, section 7).
 */
public final class Refill {
  /** The most that one receiver is given at a time; less if its window has no room for so much. */
  public static final int MAX_CHUNK_BYTES = 4 << 20;

  /** Where entries for a receiver go. */
  @FunctionalInterface
  public interface Output {
    void send(int receiver, Frame frame);
  }

  private static final class Receiver {
    /** End of the chunk that was sent last; -1, which no acknowledgment shows, before the first. */
    long servedUpTo = -1;

    /** The next entry wanted from the log of the replicated state machine, or 0. */
    long historyFrom;

    long historyTo;
    int historyBytes;

    /** Since which request it waits. */
    long waitsSince;
  }

  private final Receiver[] receivers;
  private final SentLog log;
  private final long chunkBytes;
  private long requests;

  public Refill(int receivers, LinkOptions options, SentLog log) {
    this.log = log;
    this.chunkBytes = Math.min(MAX_CHUNK_BYTES, options.receiveWindowBytes() / 2);
    this.receivers = new Receiver[receivers];
    for (int id = 0; id < receivers; id++) {
      this.receivers[id] = new Receiver();
    }
  }

  /**
   * Sends a chunk of a range at once, or remembers what must come from history first, unless a
   * chunk of that is awaited already.
   *
   * @return the bytes sent at once
   */
  public int serve(int id, long from, long to, Output output) {
    Receiver receiver = receivers[id];
    if (from < log.first()) {
      if (!waits(id)) {
        receiver.waitsSince = ++requests;
        receiver.historyFrom = from;
        receiver.historyTo = Math.min(to, log.first() - 1);
        receiver.historyBytes = 0;
      }
      return 0;
    }
    long next = from;
    int bytes = 0;
    while (next <= to && bytes < chunkBytes) {
      Frame piece = log.piece(next, to);
      output.send(id, piece);
      bytes += piece.sizeBytes();
      next = piece.last() + 1;
    }
    receiver.servedUpTo = next - 1;
    return bytes;
  }

  /** A receiver has everything up to here: what it does not need any more is not wanted. */
  public void acknowledged(int id, long held) {
    if (receivers[id].historyFrom > 0 && held >= receivers[id].historyFrom) {
      receivers[id].historyFrom = 0;
    }
  }

  /** How much one receiver is given at a time. */
  public long chunkBytes() {
    return chunkBytes;
  }

  /** The end of what a receiver was sent last, or -1. */
  public long servedUpTo(int id) {
    return receivers[id].servedUpTo;
  }

  /** Whether a receiver still waits for history. */
  public boolean waits(int id) {
    return receivers[id].historyFrom > 0;
  }

  /**
   * The next entry wanted from history, or 0: what the receiver lacks that has waited for longest,
   * so that a liar who asks for old entries again and again does not keep others from theirs.
   */
  public long historyWanted() {
    Receiver first = null;
    for (Receiver receiver : receivers) {
      if (receiver.historyFrom > 0 && (first == null || receiver.waitsSince < first.waitsSince)) {
        first = receiver;
      }
    }
    return first == null ? 0 : first.historyFrom;
  }

  /** Takes in history and passes it on to whom it is for. */
  public void history(Frame run, Output output) {
    for (int id = 0; id < receivers.length; id++) {
      Receiver receiver = receivers[id];
      if (receiver.historyFrom < run.first() || receiver.historyFrom > run.last()) {
        continue;
      }
      Frame part = run.slice(receiver.historyFrom, Math.min(run.last(), receiver.historyTo));
      output.send(id, part);
      receiver.servedUpTo = part.last();
      receiver.historyBytes += part.sizeBytes();
      boolean more = part.last() < receiver.historyTo && receiver.historyBytes < chunkBytes;
      receiver.historyFrom = more ? part.last() + 1 : 0;
    }
  }
}
