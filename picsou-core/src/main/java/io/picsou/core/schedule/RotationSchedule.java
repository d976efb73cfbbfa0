package io.picsou.core.schedule;

import io.picsou.core.cluster.Link;

/**
 * Equal shares for everyone: turns of {@code stripe} consecutive sequences go round the senders,
 * and the first receiver moves on by one each round, so that every sender meets every receiver.
 * With a stripe of 1 this is the paper's k mod n.
 */
public final class RotationSchedule implements Schedule {
  private final int senders;
  private final int receivers;
  private final int stripe;

  public RotationSchedule(Link link, int stripe) {
    this.senders = link.sending().size();
    this.receivers = link.receiving().size();
    this.stripe = stripe;
  }

  @Override
  public int sender(long sequence, int attempt) {
    return (int) ((turn(sequence) + attempt) % senders);
  }

  @Override
  public int receiver(long sequence, int attempt) {
    long turn = turn(sequence);
    return (int) ((turn % senders + turn / senders + attempt) % receivers);
  }

  @Override
  public long turnEnd(long sequence) {
    return (turn(sequence) + 1) * stripe;
  }

  private long turn(long sequence) {
    return (sequence - 1) / stripe;
  }
}
