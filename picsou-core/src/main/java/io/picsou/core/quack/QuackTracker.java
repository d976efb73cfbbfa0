package io.picsou.core.quack;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.protocol.Ack;
import java.util.Arrays;

/**
 * Turns the receivers' acknowledgments into quorum acknowledgments (docs/protocol.md, section 5):
 * what receivers with a stake of u + 1 say they have, at least one correct receiver really has.
 *
 * <p>Two progresses are kept apart. {@link #quacked} counts what survives a crash and allows the
 * sender to forget; {@link #arrived} counts what is in memory at least and only serves to notice
 * losses early.
 */
public final class QuackTracker {
  private static final Ack NOTHING = new Ack(0, 0, new long[0]);

  private final Cluster receivers;
  private final boolean fromMemory;
  private final Ack[] acks;
  private final Quorum quorum;
  private final QuorumWords words;
  private long quacked;
  private long arrived;

  /**
   * @param fromMemory whether an entry counts as acknowledged once it has arrived
   * @param after the sequence up to which everything is known to be QUACKed
   */
  public QuackTracker(Cluster receivers, boolean fromMemory, long after) {
    this.receivers = receivers;
    this.fromMemory = fromMemory;
    this.acks = new Ack[receivers.size()];
    this.quorum = new Quorum(receivers);
    Arrays.fill(acks, NOTHING);
    this.words = new QuorumWords(receivers, acks);
    this.quacked = after;
    this.arrived = after;
  }

  /**
   * Takes in what one receiver has now.
   *
   * @return false if it is older than what the receiver said before
   */
  public boolean update(int receiver, Ack ack) {
    if (!fromMemory && ack.durable() < acks[receiver].durable()) {
      return false;
    }
    Ack before = acks[receiver];
    acks[receiver] = ack;
    arrived = arrivedByLists(receiver, before, ack);
    long durable = quorum.reached(id -> acks[id].durable(), receivers.quackStake());
    quacked = Math.max(quacked, fromMemory ? arrived : durable);
    return true;
  }

  /** What a receiver said last. */
  public Ack ack(int receiver) {
    return acks[receiver];
  }

  /**
   * The highest contiguous QUACK. May lie beyond what this sender knows of: other senders are
   * ahead.
   */
  public long quacked() {
    return quacked;
  }

  /**
   * Like {@link #quacked}, but counting entries that are not durable yet, which crashes may take
   * back.
   */
  public long arrived() {
    return arrived;
  }

  /** What receivers with a stake of r + 1, one of them honest, say they have, gaps or not. */
  public long vouched() {
    return quorum.reached(id -> acks[id].highest(), receivers.honestStake());
  }

  /** Whether a quorum says that all of a range has arrived, whatever is missing before it. */
  public boolean haveArrived(long first, long last) {
    for (long from = Math.max(first, arrived + 1); from <= last; from += Long.SIZE) {
      long missing = ~arrivedWord(from);
      if (missing != 0 && from + Long.numberOfTrailingZeros(missing) <= last) {
        return false;
      }
    }
    return true;
  }

  /** What a quorum says of 64 entries: bit i is whether {@code from + i} has arrived. */
  long arrivedWord(long from) {
    long ahead = arrived - from + 1;
    if (ahead >= Long.SIZE) {
      return -1;
    }
    return words.word(from) | (ahead > 0 ? -1L >>> -ahead : 0);
  }

  /** Where the contiguous arrivals end: by the cumulative parts first, then word by word. */
  private long arrivedByLists(int receiver, Ack before, Ack after) {
    long progress = quorum.reached(id -> acks[id].held(), receivers.quackStake());
    progress = Math.max(progress, quacked);
    words.changed(receiver, before, after, progress + 1);
    long word = words.word(progress + 1);
    while (word == -1) {
      progress += Long.SIZE;
      word = words.word(progress + 1);
    }
    return progress + Long.numberOfTrailingZeros(~word);
  }
}
