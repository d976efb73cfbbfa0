package io.picsou.core.schedule;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import io.picsou.core.cluster.Replica;
import java.math.BigInteger;

/**
 * Shares by stake, the paper's Dynamic Sharewise Scheduler: within each quantum both clusters'
 * replicas have their {@link Quantum} shares. The receivers' order is turned by one place from
 * quantum to quantum, so that in time every turn of a sender falls on every turn of a receiver. A
 * quantum may be long; therefore short blocks of the receivers' order are turned within themselves
 * too, or two replicas whose turns keep pace would not meet for a long time.
 */
final class SharewiseDispatch implements Dispatch {
  /** The longest quantum: what is rounded off a share is below a millionth. */
  static final int MAX_QUANTUM = 1 << 20;

  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

  private final int length;
  private final int block;
  private final Quantum senders;
  private final Quantum receivers;

  SharewiseDispatch(Link link) {
    this(link, quantum(link));
  }

  /**
   * @param quantum the length of a quantum in turns, at most {@link Quantum#MAX_TURNS}
   */
  SharewiseDispatch(Link link, int quantum) {
    this.length = quantum;
    this.block = Math.max(link.sending().size(), link.receiving().size());
    this.senders = new Quantum(link.sending(), quantum);
    this.receivers = new Quantum(link.receiving(), quantum);
  }

  @Override
  public int sender(long turn) {
    return senders.owner((int) (turn % length));
  }

  @Override
  public int receiver(long turn) {
    int place = (int) ((turn % length + turn / length) % length);
    int number = place / block;
    int start = number * block;
    int size = Math.min(block, length - start);
    long shift = (number * GOLDEN_RATIO >>> Integer.SIZE) % size;
    return receivers.owner(start + (int) ((place - start + shift) % size));
  }

  /** The shortest quantum in which both clusters' shares are whole, if that is short enough. */
  static int quantum(Link link) {
    BigInteger sending = wholeShares(link.sending());
    BigInteger receiving = wholeShares(link.receiving());
    return sending
        .divide(sending.gcd(receiving))
        .multiply(receiving)
        .min(BigInteger.valueOf(MAX_QUANTUM))
        .intValueExact();
  }

  private static BigInteger wholeShares(Cluster cluster) {
    BigInteger divisor =
        cluster.replicas().stream()
            .map(Replica::stake)
            .map(BigInteger::valueOf)
            .reduce(BigInteger.ZERO, BigInteger::gcd);
    return BigInteger.valueOf(cluster.totalStake()).divide(divisor);
  }
}
