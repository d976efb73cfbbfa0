package io.picsou.core.schedule;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import java.math.BigInteger;

/**
 * Which sender repeats a turn towards which receiver (docs/protocol.md, section 6). Both clusters'
 * stakes lie on circles of the same length Λ, a common multiple of their totals; each attempt
 * covers the smaller of what is left of its sender's and its receiver's part, and then whoever is
 * used up makes room for the next. Faulty replicas take up u·Λ/Δ of their circle, so once more than
 * both clusters' u·Λ/Δ together is covered, a correct sender has met a correct receiver.
 *
 * <p>Ends of parts are compared as fractions of their circle, so Λ itself is never computed.
 */
final class ResendWalk {
  /** One attempt. */
  record Meeting(int sender, int receiver) {}

  private final Cluster sending;
  private final Cluster receiving;
  private final long sendingTotal;
  private final long receivingTotal;

  ResendWalk(Link link) {
    this.sending = link.sending();
    this.receiving = link.receiving();
    this.sendingTotal = sending.totalStake();
    this.receivingTotal = receiving.totalStake();
  }

  /** Who meets whom in an attempt, given who did in attempt 0. */
  Meeting at(int firstSender, int firstReceiver, int attempt) {
    Walk walk = new Walk(firstSender, firstReceiver);
    int left = attempt;
    for (int steps = 1; left > 0; steps++, left--) {
      if (walk.step()) {
        left = (left - 1) % steps + 1; // round the circle; every further round is the same
        steps = 0;
      }
    }
    return new Meeting(walk.sender, walk.receiver);
  }

  /** The most attempts, over all pairs to start with, until enough is covered. */
  int bound() {
    BigInteger needed =
        product(sending.thresholds().u(), receivingTotal)
            .add(product(receiving.thresholds().u(), sendingTotal));
    int bound = 0;
    for (int sender = 0; sender < sending.size(); sender++) {
      for (int receiver = 0; receiver < receiving.size(); receiver++) {
        bound = Math.max(bound, attempts(new Walk(sender, receiver), needed));
      }
    }
    return bound;
  }

  private static int attempts(Walk walk, BigInteger needed) {
    int attempts = 1;
    while (walk.covered().compareTo(needed) <= 0) {
      walk.step();
      attempts++;
    }
    return attempts;
  }

  private static BigInteger product(long a, long b) {
    return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
  }

  /** Where an attempt stands on both circles. */
  private final class Walk {
    int sender;
    int receiver;

    /** Where the sender's part ends, in stake from where the walk started. */
    private long senderEnd;

    private long receiverEnd;

    Walk(int sender, int receiver) {
      this.sender = sender;
      this.receiver = receiver;
      this.senderEnd = sending.stake(sender);
      this.receiverEnd = receiving.stake(receiver);
    }

    /** Goes on to the next attempt; true if that is the first one again. */
    boolean step() {
      int order = compareProducts(senderEnd, receivingTotal, receiverEnd, sendingTotal);
      boolean round = order == 0 && senderEnd == sendingTotal;
      if (round) {
        senderEnd = 0;
        receiverEnd = 0;
      }
      if (order <= 0) {
        sender = (sender + 1) % sending.size();
        senderEnd += sending.stake(sender);
      }
      if (order >= 0) {
        receiver = (receiver + 1) % receiving.size();
        receiverEnd += receiving.stake(receiver);
      }
      return round;
    }

    /** What all attempts up to this one cover, in units of Λ / (Δs · Δr). */
    BigInteger covered() {
      return product(senderEnd, receivingTotal).min(product(receiverEnd, sendingTotal));
    }
  }

  /** Compares a·b with c·d, none of them negative, whatever their size. */
  private static int compareProducts(long a, long b, long c, long d) {
    int high = Long.compare(Math.multiplyHigh(a, b), Math.multiplyHigh(c, d));
    return high != 0 ? high : Long.compareUnsigned(a * b, c * d);
  }
}
