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
  /** A path is dead once so many turns on end were lost on it. */
  static final int LOST_TURNS = 2;

  /**
   * A turn under way, or a part of it.
   *
   * @param attempt the first that was waited for
   */
  private record Flight(long last, long turn, int attempt) {}

  private final Schedule schedule;
  private final int receivers;
  private final int attempts;
  private final ArrayDeque<Flight> flights = new ArrayDeque<>();

  /** By path: how many turns on end were lost. */
  private final int[] lost;

  private int dead;

  DeadPaths(Link link, Schedule schedule) {
    this.schedule = schedule;
    this.receivers = link.receiving().size();
    this.attempts = link.sending().size() + receivers;
    this.lost = new int[link.sending().size() * receivers];
  }

  /**
   * A turn, or a part of it, is about to be sent.
   *
   * @param self who asks
   * @return the attempt that is the asker's duty and due at once, since all paths before it are
   *     dead; 0 if there is none
   */
  int offered(int self, long turn, long last) {
    int alive = dead == 0 ? 0 : firstAlive(turn);
    int attempt = alive > 0 && schedule.sender(turn, alive) == self ? alive : 0;
    flights.add(new Flight(last, turn, attempt));
    return attempt;
  }

  private int firstAlive(long turn) {
    for (int attempt = 0; attempt < attempts; attempt++) {
      if (lost[path(turn, attempt)] < LOST_TURNS) {
        return attempt;
      }
    }
    return 0;
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
        lost(path(flight.turn, vain));
      }
      if (attempt == flight.attempt) {
        works(path(flight.turn, attempt));
      }
    }
  }

  private void lost(int path) {
    dead += ++lost[path] == LOST_TURNS ? 1 : 0;
  }

  private void works(int path) {
    dead -= lost[path] >= LOST_TURNS ? 1 : 0;
    lost[path] = 0;
  }

  /**
   * A receiver tells which senders reach it. A liar can only do that for paths to itself, and make
   * others wait for what is lost on these.
   *
   * @param senders one bit for each
   */
  void heard(int receiver, long[] senders) {
    int words = Math.min(senders.length, (lost.length / receivers + Long.SIZE - 1) / Long.SIZE);
    for (int word = 0; word < words && dead > 0; word++) {
      for (long bits = senders[word]; bits != 0; bits &= bits - 1) {
        int path = (word * Long.SIZE + Long.numberOfTrailingZeros(bits)) * receivers + receiver;
        if (path < lost.length) {
          works(path);
        }
      }
    }
  }

  private int path(long turn, int attempt) {
    return schedule.sender(turn, attempt) * receivers + schedule.receiver(turn, attempt);
  }
}
