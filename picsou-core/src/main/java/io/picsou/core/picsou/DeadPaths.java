package io.picsou.core.picsou;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import io.picsou.core.protocol.Ack;
import io.picsou.core.quack.WindowFloor;
import io.picsou.core.schedule.Schedule;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntFunction;

/**
 * Which paths from a sender to a receiver lead nowhere, as all paths of a dead replica do
 * (docs/protocol.md, section 6, "Dead paths"). To wait for what is due on such a path is in vain.
 * Receivers tell which senders they hear, and whether they are alive by telling anything; what they
 * do not tell counts once they should have. Not thread-safe.
 */
final class DeadPaths {
  /** So many turns have to have arrived without news. */
  static final int TURNS = 2;

  /** And so much time to have passed, with what {@link Heard} remembers. */
  static final long PATIENCE_NANOS = 200_000_000;

  /** Where all that is heard is late, living paths look dead again and again; up to so late. */
  static final long MAX_PATIENCE_NANOS = 64 * PATIENCE_NANOS;

  /** A turn under way, or a part of it. */
  private record Flight(long last, long turn) {}

  /** News that turns are to bring, unless there was some already that covers them. */
  private static final class News {
    private int turns;
    private long sinceNanos;
    private boolean awaited = true; // there was none yet

    /** A turn has arrived. */
    void turn(long nowNanos) {
      awaited = true;
      if (turns++ == 0) {
        sinceNanos = nowNanos;
      }
    }

    void end() {
      awaited = false;
      turns = 0;
    }

    boolean isOverdue(long patienceNanos, long nowNanos) {
      return turns >= TURNS && nowNanos - sinceNanos >= patienceNanos;
    }
  }

  private final Schedule schedule;
  private final int attempts;
  private final Cluster receivers;
  private final WindowFloor patience = new WindowFloor(PATIENCE_NANOS, MAX_PATIENCE_NANOS);
  private final ArrayDeque<Flight> flights = new ArrayDeque<>();

  /** By receiver: that it tells anything. */
  private final News[] acks;

  /** By receiver and sender: that the one hears the other. */
  private final News[][] heard;

  /** By receiver: the senders that it told last to hear. */
  private final BitSet[] hears;

  /** By receiver: the senders that it told not to hear when it should have. */
  private final BitSet[] unheard;

  /** By sender: the stake of the receivers that do not hear it. */
  private final long[] unheardStake;

  DeadPaths(Link link, Schedule schedule) {
    int senders = link.sending().size();
    this.schedule = schedule;
    this.receivers = link.receiving();
    this.attempts = senders + receivers.size();
    this.acks = new News[receivers.size()];
    this.heard = new News[receivers.size()][senders];
    this.hears = new BitSet[receivers.size()];
    this.unheard = new BitSet[receivers.size()];
    this.unheardStake = new long[senders];
    Arrays.setAll(acks, receiver -> new News());
    Arrays.setAll(hears, receiver -> new BitSet(senders));
    Arrays.setAll(unheard, receiver -> new BitSet(senders));
    for (News[] ofReceiver : heard) {
      Arrays.setAll(ofReceiver, sender -> new News());
    }
  }

  /**
   * A turn, or a part of it, is about to be sent.
   *
   * @param self who asks
   * @return the attempt that is the asker's duty and due at once, since all paths before it are
   *     dead; 0 if there is none
   */
  int offered(int self, long turn, long last, long nowNanos) {
    flights.add(new Flight(last, turn));
    int alive = firstAlive(turn, 0, nowNanos);
    return alive > 0 && schedule.sender(turn, alive) == self ? alive : 0;
  }

  /**
   * The first attempt of a turn from one on that is not due on a dead path; that one if all are.
   */
  int firstAlive(long turn, int from, long nowNanos) {
    for (int attempt = from; attempt < attempts; attempt++) {
      if (!isDead(schedule.sender(turn, attempt), schedule.receiver(turn, attempt), nowNanos)) {
        return attempt;
      }
    }
    return from;
  }

  private boolean isDead(int sender, int receiver, long nowNanos) {
    return acks[receiver].isOverdue(Silence.NANOS, nowNanos)
        || (heard[receiver][sender].awaited && isUnheard(sender));
  }

  /** Whether receivers with an honest one among them do not hear a sender. */
  private boolean isUnheard(int sender) {
    return unheardStake[sender] >= receivers.honestStake();
  }

  /**
   * Everything up to a sequence has arrived, which receivers are to tell of if they have not yet.
   *
   * @param newest what each of them told last
   */
  void arrived(long upTo, IntFunction<Ack> newest, long nowNanos) {
    while (!flights.isEmpty() && flights.peek().last <= upTo) {
      Flight flight = flights.remove();
      for (int receiver = 0; receiver < acks.length; receiver++) {
        if (!newest.apply(receiver).shows(flight.last)) {
          acks[receiver].turn(nowNanos);
        }
      }
      int sender = schedule.sender(flight.turn, 0);
      int receiver = schedule.receiver(flight.turn, 0);
      if (!hears[receiver].get(sender)) {
        heard[receiver][sender].turn(nowNanos);
      }
    }
  }

  /**
   * A receiver tells which senders it hears. Only that proves that a path works: what has arrived
   * may have come by another attempt. What a liar tells of paths to itself makes others wait for
   * what is lost on these.
   *
   * @param senders one bit for each
   */
  void told(int receiver, long[] senders, long nowNanos) {
    patience.settle(nowNanos);
    acks[receiver].end();
    for (int sender = 0; sender < unheardStake.length; sender++) {
      News news = heard[receiver][sender];
      hears[receiver].set(sender, isNamed(sender, senders));
      if (hears[receiver].get(sender)) {
        news.end();
        works(receiver, sender, nowNanos);
      } else if (news.isOverdue(patience.nanos(), nowNanos) && !unheard[receiver].get(sender)) {
        unheard[receiver].set(sender);
        unheardStake[sender] += receivers.stake(receiver);
      }
    }
  }

  private static boolean isNamed(int sender, long[] senders) {
    int word = sender / Long.SIZE;
    return word < senders.length && (senders[word] >> sender & 1) != 0;
  }

  private void works(int receiver, int sender, long nowNanos) {
    if (unheard[receiver].get(sender)) {
      boolean was = isUnheard(sender);
      unheard[receiver].clear(sender);
      unheardStake[sender] -= receivers.stake(receiver);
      if (was && !isUnheard(sender)) {
        patience.needless(nowNanos); // it was late
      }
    }
  }
}
