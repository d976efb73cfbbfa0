package io.picsou.core.picsou;

import io.picsou.core.cluster.Link;
import io.picsou.core.schedule.Schedule;
import java.util.ArrayDeque;
import java.util.function.LongToIntFunction;

/**
 * Which paths from a sender to a receiver lose whatever is sent on them, as all paths of a dead
 * replica do (docs/protocol.md, section 6, "Dead paths"). To wait for what is due on such a path is
 * in vain. Learnt from the turns of the stream in their order. Not thread-safe.
 */
final class DeadPaths {
  /** A path is dead once so many turns were lost on it with nothing heard on it in between. */
  static final int LOST_TURNS = 2;

  /** So are all paths of a replica of which so many turns on end were lost. */
  static final int LOST_TURNS_OF_ONE = 4;

  /**
   * A turn under way, or a part of it.
   *
   * @param attempt the first that was waited for
   */
  private record Flight(long last, long turn, int attempt) {}

  private final Schedule schedule;
  private final int attempts;
  private final ArrayDeque<Flight> flights = new ArrayDeque<>();

  /** How many turns were lost since something was heard, by sender and receiver. */
  private final int[][] lost;

  private final int[] lostOfSender;
  private final int[] lostOfReceiver;

  DeadPaths(Link link, Schedule schedule) {
    this.schedule = schedule;
    this.lostOfSender = new int[link.sending().size()];
    this.lostOfReceiver = new int[link.receiving().size()];
    this.lost = new int[lostOfSender.length][lostOfReceiver.length];
    this.attempts = lostOfSender.length + lostOfReceiver.length;
  }

  /**
   * A turn, or a part of it, is about to be sent.
   *
   * @param self who asks
   * @return the attempt that is the asker's duty and due at once, since all paths before it are
   *     dead; 0 if there is none
   */
  int offered(int self, long turn, long last) {
    int alive = firstAlive(turn);
    int attempt = alive > 0 && schedule.sender(turn, alive) == self ? alive : 0;
    flights.add(new Flight(last, turn, attempt));
    return attempt;
  }

  private int firstAlive(long turn) {
    int attempt = 0;
    while (isDead(schedule.sender(turn, attempt), schedule.receiver(turn, attempt))) {
      attempt++;
      if (attempt == attempts) {
        return 0;
      }
    }
    return attempt;
  }

  private boolean isDead(int sender, int receiver) {
    return lost[sender][receiver] >= LOST_TURNS
        || lostOfSender[sender] >= LOST_TURNS_OF_ONE
        || lostOfReceiver[receiver] >= LOST_TURNS_OF_ONE;
  }

  /**
   * Everything up to a sequence has arrived.
   *
   * @param attemptAt which attempt an entry is at
   */
  void arrived(long upTo, LongToIntFunction attemptAt) {
    while (!flights.isEmpty() && flights.peek().last <= upTo) {
      Flight flight = flights.remove();
      int attempt = Math.min(attempts, attemptAt.applyAsInt(flight.last));
      for (int vain = flight.attempt; vain < attempt; vain++) {
        lost(schedule.sender(flight.turn, vain), schedule.receiver(flight.turn, vain));
      }
      if (attempt == flight.attempt) {
        lostOfSender[schedule.sender(flight.turn, attempt)] = 0;
        lostOfReceiver[schedule.receiver(flight.turn, attempt)] = 0;
      }
    }
  }

  private void lost(int sender, int receiver) {
    lost[sender][receiver]++;
    lostOfSender[sender]++;
    lostOfReceiver[receiver]++;
  }

  private void works(int sender, int receiver) {
    lost[sender][receiver] = 0;
    lostOfSender[sender] = 0;
    lostOfReceiver[receiver] = 0;
  }

  /**
   * A receiver tells which senders reach it. Only that proves that a path works: what has arrived
   * may have come by the attempt of a sender that was quicker to notice a loss. What a liar tells
   * of paths to itself makes others wait for what is lost on these.
   *
   * @param senders one bit for each
   */
  void heard(int receiver, long[] senders) {
    for (int sender = 0; sender < Math.min(lost.length, senders.length * Long.SIZE); sender++) {
      if ((senders[sender / Long.SIZE] >> sender & 1) != 0) {
        works(sender, receiver);
      }
    }
  }
}
